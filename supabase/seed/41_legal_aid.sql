-- Legal aid according to the Legal Aid Law (法律援助法, in force since 2022-01-01): articles 24, 25, 31, 32 and 42. Local
-- rules may add matters. Idempotent: later changes are kept.

insert into app.aid_rules (code, question, name, name_en, effect, matters, basis, basis_en, sort) values
  ('wages', 'matter', '要工资，或者要确认劳动关系', 'Wages owed, or recognition of employment', 'listed', '{}', '法律援助法第三十一条第（五）项', 'Legal Aid Law, Art. 31(5)', 1),
  ('injury', 'matter', '工伤、车祸、食品药品、医疗事故造成的人身损害赔偿', 'Injury at work, on the road, by food or medicine, by medical care', 'listed', '{}', '法律援助法第三十一条第（七）项', 'Legal Aid Law, Art. 31(7)', 2),
  ('support', 'matter', '要赡养费、抚养费、扶养费', 'Support of parents, children or a spouse', 'listed', '{}', '法律援助法第三十一条第（四）项', 'Legal Aid Law, Art. 31(4)', 3),
  ('security', 'matter', '要社会保险待遇或者社会救助', 'Social insurance or social assistance', 'listed', '{}', '法律援助法第三十一条第（二）项', 'Legal Aid Law, Art. 31(2)', 4),
  ('pension', 'matter', '要发给抚恤金', 'Pension for the disabled or for survivors', 'listed', '{}', '法律援助法第三十一条第（三）项', 'Legal Aid Law, Art. 31(3)', 5),
  ('state', 'matter', '依法请求国家赔偿', 'Compensation by the state', 'listed', '{}', '法律援助法第三十一条第（一）项', 'Legal Aid Law, Art. 31(1)', 6),
  ('capacity', 'matter', '认定家人无民事行为能力或者限制民事行为能力', 'A ruling on the legal capacity of a relative', 'listed', '{}', '法律援助法第三十一条第（六）项', 'Legal Aid Law, Art. 31(6)', 7),
  ('pollution', 'matter', '环境污染、生态破坏造成的损害赔偿', 'Damage by pollution or to nature', 'listed', '{}', '法律援助法第三十一条第（八）项', 'Legal Aid Law, Art. 31(8)', 8),
  ('criminal', 'matter', '刑事案件（嫌疑人、被告人、被害人等）', 'A criminal case (suspect, defendant, victim)', 'criminal', '{}', '法律援助法第二十四条、第二十五条、第二十九条', 'Legal Aid Law, Arts. 24, 25 and 29', 9),
  ('other', 'matter', '其他事情，例如借钱、合同、邻里、离婚分财产', 'Something else: a loan, a contract, neighbours, property in a divorce', 'open', '{}', '法律援助法第三十一条第（九）项：法律、法规、规章规定的其他情形', 'Legal Aid Law, Art. 31(9): other cases named by laws and rules', 10),
  ('abuse', 'mark', '遭受虐待、遗弃或者家庭暴力，要主张权益', 'I suffer abuse, desertion or domestic violence and claim my rights', 'free', '{}', '法律援助法第三十二条第（四）项', 'Legal Aid Law, Art. 32(4)', 1),
  ('courage', 'mark', '因见义勇为主张民事权益', 'I claim civil rights after helping others in danger', 'free', '{}', '法律援助法第三十二条第（二）项', 'Legal Aid Law, Art. 32(2)', 2),
  ('hero', 'mark', '英雄烈士近亲属，为维护英雄烈士的人格权益', 'I am a close relative of a hero or martyr and protect their dignity', 'free', '{}', '法律援助法第三十二条第（一）项', 'Legal Aid Law, Art. 32(1)', 3),
  ('acquitted', 'mark', '再审改判无罪，请求国家赔偿', 'I was acquitted in a retrial and claim compensation by the state', 'free', '{state}', '法律援助法第三十二条第（三）项', 'Legal Aid Law, Art. 32(3)', 4),
  ('no_income', 'mark', '未成年人、老年人、残疾人等，没有固定生活来源', 'A minor, an old or a disabled person without a steady income', 'proved', '{}', '法律援助法第四十二条第（一）项', 'Legal Aid Law, Art. 42(1)', 5),
  ('assisted', 'mark', '正在享受社会救助、司法救助或者优抚（例如低保）', 'I receive social or judicial assistance or preferential treatment', 'proved', '{}', '法律援助法第四十二条第（二）项', 'Legal Aid Law, Art. 42(2)', 6),
  ('migrant', 'mark', '进城务工人员，要工资或者要工伤赔偿', 'A migrant worker who claims wages or compensation for an injury at work', 'proved', '{wages,injury}', '法律援助法第四十二条第（三）项', 'Legal Aid Law, Art. 42(3)', 7)
on conflict (code) do nothing;
