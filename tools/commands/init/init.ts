// `switchyard init`: proposes configuration, hooks, scripts and a CI step, and writes what is agreed to.
import type { Diagnosis } from '../../base/model/diagnosis.ts';
import { createFile, replaceFile } from '../../base/files.ts';
import type { FileEdit, InitPlan, InitEnd } from '../../base/model/init-plan.ts';
import { joinPath } from '../../base/paths.ts';
import { statSync } from 'node:fs';
import type { Repository } from '../../git/repository.ts';
import type { CommandContext } from '../context.ts';
import { doctor } from '../doctor/doctor.ts';
import { planInit } from './plan-init.ts';

export interface InitRequest {
  readonly dryRun: boolean;
  /** Shows what would be written, and asks. */
  readonly confirm: (plan: InitPlan) => Promise<boolean>;
}

export interface InitReport {
  readonly plan: InitPlan;
  readonly end: InitEnd;
  /** `doctor`'s result after writing; `undefined` if there was nothing to write, or it was not agreed to. */
  readonly diagnosis: Diagnosis | undefined;
}

/** Writes nothing in a dry run, and nothing if `confirm` says no. */
export async function init(context: CommandContext, request: InitRequest): Promise<InitReport> {
  const repository = await context.repository;
  const plan = await planInit(context, repository);
  const { services, edits } = plan;
  const report = (end: InitEnd, diagnosis?: Diagnosis): InitReport => ({
    plan,
    end,
    diagnosis,
  });
  if (services.length === 0) return report('no-service');
  if (request.dryRun) return report('dry-run');
  if (edits.length > 0 && !(await request.confirm(plan))) return report('declined');
  for (const edit of edits) write(repository, edit);
  const end = edits.length === 0 ? 'nothing-to-write' : 'written';
  return report(end, await doctor(context));
}

/** Does not overwrite a file that was created meanwhile: fails with `EEXIST`. */
function write({ top }: Repository, { path, before, after }: FileEdit): void {
  const file = joinPath(top, path);
  if (before === undefined) createFile(file, after, 0o644);
  else replaceFile(file, after, statSync(file).mode & 0o777);
}
