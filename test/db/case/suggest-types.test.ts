import { describe, expect, it } from 'vitest';
import { openScene } from '../../support/scene';
import { HELD_OUT_STORIES, STORIES, UNTOLD } from '../../support/stories';

const scene = openScene();

interface Suggestion {
  type_code: string;
  first_code: string;
  reasons: string[];
  score: number;
}

const suggest = (story: string) => scene.people.anon.call<Suggestion>('suggest_types', { story });

describe('the dispute type suggested from a story', () => {
  /** Suggests for each story; prints the rates and the misses. */
  async function judge(name: string, stories: typeof STORIES) {
    let first = 0;
    let third = 0;
    const missed: string[] = [];
    for (const [kind, story] of stories) {
      const found = await suggest(story);
      const place = found.findIndex((one) => one.first_code === kind);
      if (place === 0) first += 1;
      if (place >= 0) third += 1;
      const reported = found.map((one) => one.first_code).join(' ') || 'none';
      if (place !== 0) missed.push(`${kind} ${story.slice(0, 16)}…: ${reported}`);
      for (const { reasons } of found)
        for (const word of reasons) expect(story.toLowerCase()).toContain(word);
    }
    const share = (n: number) => `${n} of ${stories.length} (${Math.round((n * 100) / stories.length)} %)`;
    process.stdout.write(`kinds suggested for ${name}: first ${share(first)}, among three ${share(third)}\n`);
    for (const line of missed) process.stdout.write(`  ${line}\n`);
    return { first: first / stories.length, third: third / stories.length };
  }

  it('is the right one for the stories by which the terms were chosen', async () => {
    expect(STORIES.length).toBeGreaterThanOrEqual(60);
    const { first, third } = await judge('known stories', STORIES);
    expect(first).toBeGreaterThan(0.9);
    expect(third).toBeGreaterThan(0.97);
  });

  it('is among the three for most unseen stories', async () => {
    const { first, third } = await judge('fresh stories', HELD_OUT_STORIES);
    expect(first).toBeGreaterThan(0.4);
    expect(third).toBeGreaterThan(0.6);
  });

  it('comes with the matched terms, and names the second level where it matches', async () => {
    const [found] = await suggest('楼上卫生间漏水三个月了，天花板都起皮了。');
    expect(found).toMatchObject({ type_code: '0202', first_code: '02' });
    expect(found!.reasons).toContain('漏水');
  });

  it.each(UNTOLD)('is missing for %s', async (story) => {
    expect(await suggest(story)).toEqual([]);
  });

  it('is missing for an empty story, and never fails on a long or strange one', async () => {
    for (const story of ['', ' ', null, '\u202e\u200b', 'x'.repeat(100_000)])
      expect(await suggest(story as string)).toEqual([]);
    expect(await suggest(`${'啊'.repeat(1000)}漏水`)).not.toEqual([]);
  });
});
