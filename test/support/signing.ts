import type { Page } from 'playwright-core';

/** Draws a signature. */
export async function write(page: Page): Promise<void> {
  const pad = page.locator('.pad-open');
  await pad.scrollIntoViewIfNeeded();
  const box = (await pad.boundingBox())!;
  for (const shift of [0.15, 0.5]) {
    await page.mouse.move(box.x + box.width * shift, box.y + box.height * 0.7);
    await page.mouse.down();
    for (const [x, y] of [
      [0.08, 0.2],
      [0.14, 0.7],
      [0.2, 0.25],
      [0.28, 0.6],
    ] as const)
      await page.mouse.move(box.x + box.width * (shift + x), box.y + box.height * y, { steps: 4 });
    await page.mouse.up();
  }
}

/** Reads the text and signs it on the phone, after one attempt without a signature. */
export async function signAs(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: '刷新' }).click();
  await page.getByRole('heading', { name: '在手机上签名' }).waitFor();
  await page.getByRole('button', { name: '确认签名' }).click();
  await page.getByText('请先读完协议书，再勾选。').waitFor();
  await page.getByRole('checkbox', { name: /我已经读完全文/ }).check();
  await page.getByLabel('您的全名').fill(name);
  await write(page);
  await page.getByRole('button', { name: '确认签名' }).click();
  await page.getByText('已经签好，签名和时间都记下了。').waitFor();
}
