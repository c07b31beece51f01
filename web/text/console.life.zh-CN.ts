/** The course of a case beside its stages, in Chinese. */
export default {
  people_count: '涉及人数',
  people_count_hint: '双方当事人合计，用于统计。',
  papers: '结案材料',
  papers_hint: '逐项核对，卷内齐全后勾选；缺一项不能结案。',
  paper: {
    application: '人民调解申请书',
    notice_of_rights: '权利义务告知书',
    notice_of_ways: '其他解决途径告知书',
    record: '调解记录',
    agreement: '人民调解协议书',
    oral_register: '口头协议登记表',
  },
  reply: '反馈来源单位',
  reply_hint: '这件案件由其他单位转来，请写明办理结果，向来源单位反馈。',
};
