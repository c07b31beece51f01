/** 群众查阅、更正、删除自己信息的表单。 */
export default {
  holder: {
    privacy: '想说明的情况（可不填）',
    privacy_hint: '例如：想看哪些信息，哪一项写错了，正确的是什么。',
  },
  privacy: {
    open: '查阅、更正或删除我的信息',
    lead: '您有权查阅、复制、更正自己的个人信息，办结后可以申请删除。管理员收到后在规定的工作日内答复。',
    kind: { copy: '查阅、复制', correct: '更正', erase: '删除' },
    send: '提交申请',
    sending: '正在提交…',
    cancel: '取消',
    done: '申请已收到，管理员会在规定期限内答复。',
  },
};
