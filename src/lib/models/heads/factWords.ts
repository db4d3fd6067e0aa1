/** Simple facts for models of natural language: one-word objects, several a relation, nothing disputed. */

export interface FactRelation {
  id: string;
  /** With `{}` where the subject stands; the object follows it. */
  template: string;
  /** Subject and object. */
  facts: readonly (readonly [string, string])[];
}

const words = (text: string): (readonly [string, string])[] =>
  text.split(', ').map((pair) => {
    const [subject, object] = pair.split(': ');
    return [subject, object] as const;
  });

export const FACT_RELATIONS: readonly FactRelation[] = [
  {
    id: 'capital',
    template: 'The capital of {} is',
    facts: words(
      'France: Paris, Germany: Berlin, Italy: Rome, Spain: Madrid, Portugal: Lisbon, Austria: Vienna, Poland: Warsaw, Greece: Athens, Russia: Moscow, Egypt: Cairo, Japan: Tokyo, China: Beijing, England: London, Ireland: Dublin, Norway: Oslo, Turkey: Ankara, Iran: Tehran, Iraq: Baghdad, Cuba: Havana, Kenya: Nairobi, Hungary: Budapest, Belgium: Brussels, Sweden: Stockholm, Canada: Ottawa',
    ),
  },
  {
    id: 'language',
    template: 'The main language of {} is',
    facts: words(
      'France: French, Germany: German, Italy: Italian, Spain: Spanish, Portugal: Portuguese, Poland: Polish, Greece: Greek, Russia: Russian, Egypt: Arabic, Japan: Japanese, China: Chinese, England: English, Norway: Norwegian, Turkey: Turkish, Hungary: Hungarian, Sweden: Swedish, Denmark: Danish, Mexico: Spanish, Brazil: Portuguese, Austria: German',
    ),
  },
  {
    id: 'continent',
    template: 'The continent of {} is',
    facts: words(
      'France: Europe, Japan: Asia, Kenya: Africa, Poland: Europe, India: Asia, Nigeria: Africa, Spain: Europe, China: Asia, Ghana: Africa, Greece: Europe',
    ),
  },
  {
    id: 'opposite',
    template: 'The opposite of {} is',
    facts: words(
      'hot: cold, big: small, up: down, left: right, day: night, old: young, good: bad, fast: slow, high: low, rich: poor, hard: soft, early: late, open: closed, true: false, wet: dry, strong: weak',
    ),
  },
  {
    id: 'colour',
    template: 'The usual colour of {} is',
    facts: words(
      'blood: red, grass: green, snow: white, coal: black, milk: white, ketchup: red, spinach: green, soot: black, lemons: yellow, bananas: yellow, tomatoes: red, peas: green',
    ),
  },
];
