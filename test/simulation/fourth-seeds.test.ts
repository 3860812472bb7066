// Part 3 of the seeds that run with every test.

import { simulatesPart } from './seeds';

simulatesPart(3);
