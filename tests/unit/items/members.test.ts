import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scanMembers } from '$lib/scores/items/members';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** Members as text, and how the scan ended. */
function scanned(text: string) {
  const bytes = utf8(text);
  const members: [string, string][] = [];
  const end = scanMembers(bytes, 0, bytes.length, (name, from, to) =>
    members.push([name, new TextDecoder().decode(bytes.subarray(from, to))]),
  );
  return { end, members };
}

/** Names are plain ones, as those of a log are; values are anything. */
const objects = fc.uniqueArray(
  fc.tuple(
    fc.stringMatching(/^[a-z_@ .]{0,12}$/),
    fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constant('\\"}]{[')),
  ),
  { selector: ([name]) => name },
);

describe('scanMembers', () => {
  test('finds what JSON.parse finds, with and without white space', () =>
    fc.assert(
      fc.property(objects, fc.constantFrom(undefined, 1, '\t'), (members, indent) => {
        // Written by hand: an object's own order would put names that are numbers first.
        const written = members.map(
          ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value, null, indent)}`,
        );
        const { end, members: found } = scanned(` {${written.join(' , ')}}\r`);
        expect(end).toBe('complete');
        expect(found.map(([name, text]) => [name, JSON.parse(text) as unknown])).toEqual(
          members.map(([name, value]) => [name, JSON.parse(JSON.stringify(value)) as unknown]),
        );
      }),
      { numRuns: 150 },
    ));

  test('every beginning of an object is cut, and none of its whole members changes', () => {
    const text = '{"a": [1, {"b": "x\\"}"}], "c": "\\\\", "d": -1.5e3 , "e": {"f": null}}';
    const whole = scanned(text).members;
    for (let length = 1; length < text.length; length++) {
      const { end, members } = scanned(text.slice(0, length));
      expect(end, text.slice(0, length)).toBe('cut');
      expect(whole.slice(0, Math.max(0, members.length - 1))).toEqual(members.slice(0, -1));
    }
  });

  test('reads what Python writes and JSON does not allow', () =>
    expect(scanned('{"acc": NaN, "resps": [[-Infinity, false]], "n": Infinity}')).toEqual({
      end: 'complete',
      members: [
        ['acc', 'NaN'],
        ['resps', '[[-Infinity, false]]'],
        ['n', 'Infinity'],
      ],
    }));

  test.each([
    '',
    '   ',
    '[1]',
    'null',
    'model,score',
    '{a: 1}',
    '{"a" 1}',
    '{"a": }',
    '{"a": 1} x',
    '{"a": 1 "b": 2}',
  ])('broken: %j', (text) => expect(scanned(text).end).toBe('broken'));

  test('an object without members', () => expect(scanned(' { } ')).toEqual({ end: 'complete', members: [] }));
});
