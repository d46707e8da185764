// `npm run test:services`: the services' tests and linters.
import { checkServices } from './checks/services.mjs';
import { Tally } from './support/tally.mjs';

const tally = new Tally();
checkServices(tally);
tally.finish();
