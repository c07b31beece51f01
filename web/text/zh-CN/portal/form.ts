/** What forms of the portal say of inputs and refusals, in Chinese. */
export default {
  form: {
    server_title: '没有提交成功',
    not_kept: '这个浏览器不让保存，请一次填完，不要关闭页面。',
    proof: '现在办事的人很多。手机正在做一道小计算题，证明不是自动程序，请稍等几秒。',
    proof_progress: '计算进度',
  },
  problem: {
    'applicant.for': {
      field_required: '请填替谁申请：姓名或单位名称。',
      field_too_short: '名字至少 %{min} 个字。',
      field_too_long: '名字太长了，请减到 %{max} 个字以内。',
    },
    'others.name': {
      field_required: '请填姓名或单位名称；不需要就把这一个去掉。',
      field_too_short: '名字至少 %{min} 个字。',
      field_too_long: '名字太长了，请减到 %{max} 个字以内。',
    },
    'others.phone': { invalid_phone: '电话号码不对。不知道可以不填。' },
    type_code: { field_required: '请选一类最接近的纠纷。' },
    summary: {
      field_required: '请写一写事情经过。',
      field_too_short: '请再多写一点，至少 %{min} 个字。',
      field_too_long: '写得太长了，请减到 %{max} 个字以内。',
    },
    danger: { field_required: '请选一下现在有没有人身危险。' },
    region_code: { field_required: '请选县（市、区）。' },
    'applicant.name': {
      field_required: '请填您的姓名。',
      field_too_short: '姓名至少两个字。',
      field_too_long: '姓名太长了。',
    },
    'applicant.phone': {
      field_required: '请填您的电话，工作人员要联系您。',
      invalid_phone: '电话号码不对，请检查有没有少填或多填。',
    },
    'respondent.kind': { field_required: '请选对方是个人、单位，还是不清楚。' },
    'respondent.name': {
      field_required: '请填对方的姓名或名称；不知道就选“不清楚”。',
      field_too_short: '至少填两个字；不知道全名就选“不清楚”。',
    },
    'respondent.phone': { invalid_phone: '对方的电话号码不对。不知道可以不填。' },
    people_count: { invalid_value: '人数请填数字，比如 3。', out_of_range: '人数请填 %{min} 到 %{max}。' },
    amount: { invalid_value: '金额请填数字，比如 5000 或者 3万。', out_of_range: '金额太大了，请检查。' },
    place: { field_too_long: '地点太长了，请减到 %{max} 个字以内。' },
    consent_version: { field_required: '请先看告知事项，再勾选同意。' },
    info: {
      field_required: '请写上补充的内容。',
      field_too_short: '请再多写一点，至少 %{min} 个字。',
      field_too_long: '写得太长了，请减到 %{max} 个字以内。',
    },
    reason: {
      field_required: '请写一下为什么撤回。',
      field_too_short: '请再多写一点，至少 %{min} 个字。',
      field_too_long: '写得太长了，请减到 %{max} 个字以内。',
    },
  },
  error: {
    unknown: '没有办成，请稍后再试。',
    not_possible_now: '这件事已经办到别的步骤，现在的情况见本页。',
    risk_open: '这件事正在防范风险，暂时不能在网上撤回。请打上面的电话。',
    refused: '现在不能在网上办理，请稍后再试。',
    not_found: '系统还没有准备好，请稍后再试。',
    session_ended: '页面放得太久了，请刷新页面再试。填写的内容还在。',
  },
};
