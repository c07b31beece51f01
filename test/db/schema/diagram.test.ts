import { expect, it } from 'vitest';
import { diagramText, readDiagram } from '../../../scripts/db/diagram';
import { openScene } from '../../support/scene';

const scene = openScene();

it('the diagram of the state machine in the docs matches the table of transitions', async () => {
  expect(await readDiagram(process.cwd())).toBe(await diagramText(scene.database.url));
});
