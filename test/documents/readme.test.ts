import { testDocument } from '../support/documents/test-document.ts';

testDocument('README.md');
