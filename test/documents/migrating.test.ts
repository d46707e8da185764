import { testDocument } from '../support/documents/test-document.ts';

testDocument('docs/MIGRATING.md');
