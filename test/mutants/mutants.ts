import type { Mutant } from './mutant.ts';
import { publishing } from './table/publishing.ts';
import { theWayThere } from './table/the-way-there.ts';

export const MUTANTS: readonly Mutant[] = [...publishing, ...theWayThere];
