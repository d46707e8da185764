// Where the repository is, and the program that scenarios run: the bundle, as users get it.
import { fileURLToPath } from 'node:url';

export const TOP = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
export const BINARY = `${TOP}/dist/switchyard.js`;
