import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { MediatorChoice } from '../../web/data/console/dispatch';
import type { VerbInput } from '../../web/data/console/verbs';
import { openConsole } from '../support/ui/console';
import { caseFile, caseId, caseRow, TYPES } from '../support/ui/records';
import { FakeServer, refusal } from '../support/ui/server';

// The forms of the steps: each mistake, found by the form or by the server, is shown at its field.

type Form = ReturnType<typeof within>;

/** What is done with the open form, then the field and the message there. */
interface Mistake {
  make?: (form: Form) => void;
  field: string;
  message: string;
  /** The server's refusal; without one the form finds the mistake itself. */
  refused?: Response;
}

interface VerbForm {
  verb: keyof VerbInput;
  name: string;
  confirm: string;
  mistakes: Mistake[];
}

const fill = (label: string, value: string) => (form: Form) =>
  fireEvent.change(form.getByLabelText(label, { exact: false }), { target: { value } });
const tooShort = (field: string) => refusal(422, 'field_too_short', { field, min: 5 });
const tooLong = (field: string, max: number) => refusal(422, 'field_too_long', { field, max });

const FORMS: VerbForm[] = [
  {
    verb: 'accept_case',
    name: '受理',
    confirm: '确认受理',
    mistakes: [
      {
        make: fill('纠纷类型', ''),
        field: '纠纷类型',
        message: '请填写“纠纷类型”。',
      },
    ],
  },
  {
    verb: 'answer_case',
    name: '直接答复',
    confirm: '确认答复',
    mistakes: [
      { field: '答复内容', message: '请填写“答复内容”。' },
      {
        make: fill('答复内容', '不行'),
        field: '答复内容',
        message: '“答复内容”太短，至少 5 个字。',
        refused: tooShort('answer'),
      },
    ],
  },
  {
    verb: 'dispatch_case',
    name: '分流转办',
    confirm: '确认分派',
    mistakes: [
      { field: '承办组织', message: '请填写“承办组织”。' },
      {
        make: (form) => {
          fireEvent.click(form.getAllByRole('radio')[0] as HTMLElement);
          fill('转办说明', '急'.repeat(501))(form);
        },
        field: '转办说明',
        message: '“转办说明”太长，最多 500 个字。',
        refused: tooLong('note', 500),
      },
    ],
  },
  {
    verb: 'return_case',
    name: '退回',
    confirm: '确认退回',
    mistakes: [
      { field: '退回理由', message: '请填写“退回理由”。' },
      {
        make: fill('退回理由', '不管'),
        field: '退回理由',
        message: '“退回理由”太短，至少 5 个字。',
        refused: tooShort('reason'),
      },
    ],
  },
  {
    verb: 'assign_mediator',
    name: '签收并指派调解员',
    confirm: '确认指派',
    mistakes: [{ field: '调解员', message: '请填写“调解员”。' }],
  },
  {
    verb: 'log_session',
    name: '记录进展',
    confirm: '保存记录',
    mistakes: [
      { field: '进展情况', message: '请填写“进展情况”。' },
      {
        make: (form) => {
          fill('进展情况', '双方约定下周见面，先看现场。')(form);
          fill('时间', '2099-01-01T09:00')(form);
        },
        field: '时间',
        message: '“时间”不能晚于现在。',
        refused: refusal(422, 'date_in_future', { field: 'held_at' }),
      },
    ],
  },
  {
    verb: 'conclude_case',
    name: '登记调解结果',
    confirm: '确认结果',
    mistakes: [
      { field: '调解结果', message: '请填写“调解结果”。' },
      {
        make: (form) => fireEvent.click(form.getByRole('radio', { name: '达成书面协议' })),
        field: '协议内容',
        message: '请填写“协议内容”。',
      },
      {
        make: (form) => {
          fill('协议内容', '范小军于十日内修好漏水。')(form);
          fill('履行期限', '2020-01-01')(form);
        },
        field: '履行期限',
        message: '“履行期限”不能早于今天。',
        refused: refusal(422, 'date_in_past', { field: 'perform_by' }),
      },
    ],
  },
  {
    verb: 'close_case',
    name: '结案',
    confirm: '确认结案',
    mistakes: [
      {
        field: '涉及人数',
        message: '请填写“涉及人数”。',
        refused: refusal(422, 'field_required', { field: 'people_count' }),
      },
      {
        make: fill('涉及人数', '2'),
        field: '结案材料',
        message: '结案材料不齐，请补齐后勾选。',
        refused: refusal(422, 'papers_missing', { field: 'papers' }),
      },
      {
        make: fill('结案说明', '好'.repeat(2001)),
        field: '结案说明',
        message: '“结案说明”太长',
        refused: tooLong('note', 2000),
      },
    ],
  },
];

/** The words of the field to which a message belongs: the nearest part around it with an input. */
function controlOf(message: Element): string {
  let part: Element | null = message;
  while (part && !part.querySelector('input, textarea, select')) part = part.parentElement;
  return part?.textContent ?? '';
}

const mediator: MediatorChoice = {
  staff_id: '00000000-0000-4000-8000-000000000011',
  name: '李金水',
  open_cases: 2,
  is_me: false,
  grade: 'none',
  specialities: [],
  languages: [],
  on_leave_until: null,
  deputy_name: null,
};

const suggestion = {
  organisation_id: '00000000-0000-4000-8000-000000000010',
  name: '长汀县汀州镇人民调解委员会',
  short_name: '汀州镇调委会',
  level: 3,
  region_path: '长汀县汀州镇',
  longitude: 116.36,
  latitude: 25.84,
  distance_km: 1.2,
  open_cases: 3,
  capacity: 20,
  score: 90,
  reasons: [],
  mediators: [],
};

it('a mistake in a form is shown at its field, and one that the form finds itself is not sent', async () => {
  const file = caseFile({
    case: caseRow(1, { outcome: 'agreed_written' }),
    actions: FORMS.map(({ verb }) => verb),
  });
  const server = new FakeServer()
    .reply('rpc/case_file', [file])
    .reply('dispute_types', TYPES)
    .reply('rpc/suggest_dispatch', [suggestion])
    .reply('rpc/list_mediators', [mediator])
    .reply('required_papers', [{ paper: 'agreement' }]);
  await openConsole(`/cases/${caseId(1)}/show`, { server });
  await screen.findByRole('heading', { name: file.case.number, level: 1 });

  for (const { verb, name, confirm, mistakes } of FORMS) {
    const actions = within(screen.getByRole('group', { name: '可办理事项' }));
    const shown = actions.queryByRole('button', { name });
    if (shown) fireEvent.click(shown);
    else {
      fireEvent.click(actions.getByRole('button', { name: /^更多/ }));
      fireEvent.click(await screen.findByRole('menuitem', { name }));
    }
    const dialog = await screen.findByRole('dialog', { name });
    const form = within(dialog);
    await waitFor(() => expect(form.queryByRole('status')).toBeNull());
    if (verb === 'dispatch_case') await form.findAllByRole('radio');
    for (const { make, field, message, refused } of mistakes) {
      server.reply(`rpc/${verb}`, refused ?? []);
      const before = server.askedFor(`rpc/${verb}`).length;
      make?.(form);
      fireEvent.click(form.getByRole('button', { name: confirm }));
      const said = await form.findByText(message, { exact: false });
      expect(controlOf(said)).toContain(field);
      expect(server.askedFor(`rpc/${verb}`).length - before).toBe(refused ? 1 : 0);
    }
    fireEvent.click(form.getByRole('button', { name: '取消' }));
    await waitFor(() => expect(screen.queryByRole('dialog', { name })).toBeNull());
  }
});
