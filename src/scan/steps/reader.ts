// What one delivery keeps while it reads issues; the tokenizer remembers the words that it has seen.

import type { Tokenizer } from '../../similarity/tokenize';
import type { Purse } from './purse';

export interface Reader {
  readonly purse: Purse;
  readonly tokenizer: Tokenizer;
  readonly salt: number;
}
