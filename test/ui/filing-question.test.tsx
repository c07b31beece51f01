import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/ui/axe';
import { openPortal } from '../support/ui/portal';
import { FILING_FORM } from '../support/ui/records';
import { FakeServer, failure, later, refusal } from '../support/ui/server';

// The questions of filing: what the form says while it loads, after a failure, of each mistake, and of a refusal by
// the server.

const STORY = '楼上卫生间漏水三个月，天花板起皮，对方一直拖着不修。';

/** A function that returns one object answers with it, not with rows. */
const answered = (body: object) => () => Response.json(body);

const next = () => fireEvent.click(screen.getByRole('button', { name: '下一步' }));
const question = (title: string) => screen.findByRole('heading', { name: title, level: 1 });
const choose = (name: string | RegExp) => fireEvent.click(screen.getByRole('radio', { name }));
const input = (label: string) => screen.getByLabelText<HTMLInputElement>(label, { exact: false });
const fill = (label: string, value: string) => fireEvent.change(input(label), { target: { value } });

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer().reply('rpc/filing_form', answered(FILING_FORM));
});

/**
 * Expects that each given input, by its id, shows its mistake and is described by it for screen readers, and that the
 * summary above lists these and no others.
 */
async function expectWrong(problems: Record<string, string>): Promise<void> {
  const listed = () =>
    within(screen.getByRole('alert'))
      .getAllByRole('listitem')
      .map((one) => one.textContent);
  await waitFor(() => expect(listed()).toEqual(Object.values(problems)));
  for (const [id, message] of Object.entries(problems)) {
    expect(document.getElementById(`${id}-error`)).toHaveTextContent(message);
    const described = document.querySelectorAll(`[aria-describedby~="${id}-error"]`);
    expect({ id, described: described.length }).toEqual({ id, described: 1 });
  }
}

describe('the form of filing', () => {
  // A form that was loaded is kept for the whole visit, so the states before it come first.
  it('says that it is loading, and that it could not be loaded, and asks again when told to', async () => {
    const form = later();
    await openPortal('#/file', server.reply('rpc/filing_form', form.reply));
    expect(await screen.findByText('正在准备申请表')).toBeVisible();
    form.answer(failure(400));
    await question('申请表没能打开');
    server.reply('rpc/filing_form', answered(FILING_FORM));
    fireEvent.click(screen.getByRole('button', { name: '再试一次' }));
    await question('发生了什么事？');
  });

  it('shows at once what to do when somebody is in danger', async () => {
    const user = await openPortal('#/file', server);
    await question('发生了什么事？');
    await user.click(screen.getByRole('radio', { name: '有' }));
    const [police] = screen.getAllByRole('link', { name: /110/ });
    expect(police).toHaveAttribute('href', 'tel:110');
  });
});

describe('a mistake', () => {
  it('is explained at its question, everything typed is kept, and nothing is sent before the consent', async () => {
    await openPortal('#/file', server);
    await answerWhat();
    await answerWho();
    await review();
  });
});

/** The questions up to the place, each first with its mistakes. */
async function answerWhat(): Promise<void> {
  await question('发生了什么事？');
  next();
  await expectWrong({ summary: '请写一写事情经过。', danger: '请选一下现在有没有人身危险。' });
  await expectAccessible(screen.getByRole('main'));
  fill('事情经过', '漏水三个月');
  choose('没有');
  next();
  await expectWrong({ summary: '请再多写一点，至少 10 个字。' });
  fill('事情经过', '漏'.repeat(2001));
  next();
  await expectWrong({ summary: '写得太长了，请减到 2000 个字以内。' });
  expect(input('事情经过').value).toHaveLength(2001);
  fill('事情经过', STORY);
  next();

  await question('是哪一类纠纷？');
  next();
  await expectWrong({ type_code: '请选一类最接近的纠纷。' });
  choose(/^邻里/);
  next();

  await question('事情发生在哪里？');
  next();
  await expectWrong({ region_code: '请选县（市、区）。' });
  choose('长汀县');
  fill('具体地点', '路'.repeat(101));
  next();
  await expectWrong({ place: '地点太长了，请减到 100 个字以内。' });
  fill('具体地点', '水东街 88 号');
  next();
}

/** The questions about the people, each first with its mistakes. */
async function answerWho(): Promise<void> {
  await question('怎么联系您？');
  next();
  await expectWrong({
    'applicant-name': '请填您的姓名。',
    'applicant-phone': '请填您的电话，工作人员要联系您。',
  });
  fill('您的姓名', '罗');
  fill('您的电话', '1385970');
  next();
  await expectWrong({
    'applicant-name': '姓名至少两个字。',
    'applicant-phone': '电话号码不对，请检查有没有少填或多填。',
  });
  expect(input('您的电话')).toHaveValue('1385970');
  fill('您的姓名', '罗春生');
  fill('您的电话', '13859701234');
  next();

  await question('对方是谁？');
  next();
  await expectWrong({ 'respondent-kind': '请选对方是个人、单位，还是不清楚。' });
  choose(/^个人/);
  fill('对方电话', '123');
  fill('大约涉及多少人', '很多');
  fill('大约涉及多少钱', '一点');
  next();
  await expectWrong({
    'respondent-name': '请填对方的姓名或名称；不知道就选“不清楚”。',
    'respondent-phone': '对方的电话号码不对。不知道可以不填。',
    people_count: '人数请填数字，比如 3。',
    amount: '金额请填数字，比如 5000 或者 3万。',
  });
  fill('对方姓名', '范小军');
  fill('对方电话', '');
  fill('大约涉及多少人', '3');
  fill('大约涉及多少钱', '1.2万');
  next();
}

/** The review, sent without consent first; then a refusal leads back to the input that the server names. */
async function review(): Promise<void> {
  await question('请核对一遍');
  expect(screen.getByRole('main')).toHaveTextContent('12,000 元');
  const send = screen.getByRole('button', { name: '提交申请' });
  fireEvent.click(send);
  await expectWrong({ consent_version: '请先看告知事项，再勾选同意。' });
  expect(server.askedFor('rpc/file_case')).toEqual([]);

  fireEvent.click(screen.getByRole('checkbox', { name: /同意按此办理/ }));
  server.reply('rpc/file_case', refusal(422, 'invalid_phone', { field: 'applicant.phone' }));
  fireEvent.click(send);
  await question('怎么联系您？');
  await expectWrong({ 'applicant-phone': '电话号码不对，请检查有没有少填或多填。' });
  expect(input('您的姓名')).toHaveValue('罗春生');
  expect(server.askedFor('rpc/file_case').map(({ args }) => args)).toMatchObject([
    {
      summary: STORY,
      type_code: '01',
      region_code: '350821',
      place: '水东街 88 号',
      applicant: { kind: 'person', name: '罗春生', phone: '13859701234' },
      respondent: { kind: 'person', name: '范小军' },
      people_count: 3,
      amount: 12_000,
      consent_version: '2026-1',
    },
  ]);
}
