// Part 0 of the seeds that run with every test.

import { simulatesPart } from './seeds';

simulatesPart(0);
