import { describe, expect, test } from 'vitest';
import { markdownTable, markdownText } from '../../../src/lib/export/markdown';

describe('markdownText', () => {
  test.each([
    ['pythia-1.4b', 'pythia-1.4b'],
    ['acc_norm*', 'acc\\_norm\\*'],
    ['a|b', 'a\\|b'],
    ['`x`', '\\`x\\`'],
    ['<script>&lt;', '&lt;script&gt;&amp;lt;'],
    ['a\r\n\u0085# b', 'a # b'],
    ['# a', '\\# a'],
    ['- a', '\\- a'],
    ['1. a', '1\\. a'],
    ['~~a~~ $x$', '\\~\\~a\\~\\~ \\$x\\$'],
    ['![a](b)', '!\\[a\\](b)'],
    ['\\', '\\\\'],
    ['www.a.b', 'www\\.a.b'],
  ])('%j is written %j', (text, written) => expect(markdownText(text)).toBe(written));
});

describe('markdownTable', () => {
  test('sets numeric columns right', () =>
    expect(markdownTable(['a', 'b'], [['x', '1']], [1])).toBe('| a | b |\n| --- | ---: |\n| x | 1 |'));
});
