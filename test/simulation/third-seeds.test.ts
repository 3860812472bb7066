// Part 2 of the seeds that run with every test.

import { simulatesPart } from './seeds';

simulatesPart(2);
