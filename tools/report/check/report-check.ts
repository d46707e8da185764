// A check in the form that was asked for, and its summary where a CI job wants one.
import { variable } from '../../base/environment.ts';
import { appendOutput } from '../../base/outputs.ts';
import { absolutePath } from '../../base/paths.ts';
import { allFindings } from '../findings/all-findings.ts';
import type { Style } from '../style.ts';
import { renderGithub } from './github.ts';
import { checkJson, checkSarif } from './json.ts';
import { renderCheck, type CheckText } from './render-text.ts';
import { renderSummary } from './summary.ts';

export interface ReportOptions {
  readonly format: 'text' | 'github' | 'json' | 'sarif';
  readonly style: Style;
  /** Switchyard's own. */
  readonly version: string;
}

/** The text to print; adds to the file that GITHUB_STEP_SUMMARY names, if the format is GitHub's. */
export function reportCheck(text: CheckText, { format, style, version }: ReportOptions): string {
  if (format === 'text') return renderCheck(text, style);
  const found = allFindings(text.outcome, text.places);
  switch (format) {
    case 'json':
      return checkJson(text.outcome, found.findings);
    case 'sarif':
      return checkSarif(found.findings, version);
    case 'github': {
      const summary = variable('GITHUB_STEP_SUMMARY');
      if (summary !== undefined) {
        appendOutput(absolutePath(summary), renderSummary(text, found.findings));
      }
      return renderGithub(text, found);
    }
  }
}
