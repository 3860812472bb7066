// The order of Atlaskit's style rules in a bundle.

import { inOrder } from '../../tools/atomic-css';

test('a shorthand stands before its parts, whatever order they came in', () => {
  const css =
    '._k48pwu06{font-weight:700}._11c8wadc{font:12px a}._1pfhze3t{margin-block-start:0}._19pkidpf{margin:0}._1qu2idpf{margin-block:0}';
  expect(inOrder(css)).toBe(
    '._11c8wadc{font:12px a}._19pkidpf{margin:0}._k48pwu06{font-weight:700}._1qu2idpf{margin-block:0}._1pfhze3t{margin-block-start:0}',
  );
});

test('what holds under a condition stands behind what always holds, and our own rules behind both', () => {
  const css =
    '.page{color:red}@media (min-width:30rem){._we1i18uh{max-width:9px}}@media print{.page{color:#000}}._p12f1osq{max-width:100%}';
  expect(inOrder(css)).toBe(
    '._p12f1osq{max-width:100%}@media (min-width:30rem){._we1i18uh{max-width:9px}}.page{color:red}@media print{.page{color:#000}}',
  );
});

test('nothing is lost and our own rules keep their order', () => {
  const css =
    '@charset "utf-8";/* a } comment */html{margin:0}.a::before{content:"}{;"}._k48pwu06:hover{font-weight:700}._page{top:0}@font-face{font-family:x}';
  expect(inOrder(css)).toBe(
    '@charset "utf-8";._k48pwu06:hover{font-weight:700}/* a } comment */html{margin:0}.a::before{content:"}{;"}._page{top:0}@font-face{font-family:x}',
  );
});
