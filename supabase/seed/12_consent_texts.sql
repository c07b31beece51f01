-- The exact consent texts for applicants and other parties. A text that was agreed to is never changed: a new text is
-- another version below, in force from its own moment on. Idempotent.

insert into app.consent_texts (version, in_force_from, texts) values
  ('2026-11', '-infinity', '{
    "zh-CN": {
      "title": "告知事项",
      "parts": [
        {"title": "不收费", "text": "申请和调解都不收取任何费用。"},
        {"title": "自愿", "text": "您和对方都可以不接受调解、可以商量选哪位调解员，也可以随时停止。调解不影响您去法院起诉、申请仲裁或者找有关部门。"},
        {"title": "您的信息", "text": "您填写的内容由受理的调度台和承办的调解组织使用，只用来办理这起纠纷。工作人员会联系您，需要时也联系对方。列表里姓名、电话会遮住一部分，看完整的要写明理由并留下记录。案件材料按档案规定保存。您可以打回执上的电话，要求查看、更正或者删除。"},
        {"title": "不公开", "text": "调解一般不公开进行。您要求公开或者不公开，都可以告诉调解员。"},
        {"title": "诉讼时效", "text": "您向调解组织提出要求，从提交的这一刻起，对这项要求的诉讼时效中断，重新计算（最高人民法院关于审理民事案件适用诉讼时效制度若干问题的规定第十二条）。回执上写明提交时间，请保存好。"},
        {"title": "如实填写", "text": "请如实填写。同一件事法院或有关部门已经在办的，请在经过里写明。"}
      ],
      "agree": "我已经看过告知事项，同意按此办理；填写的内容是真实的。"
    },
    "en": {
      "title": "Notice",
      "parts": [
        {"title": "Free of charge", "text": "Asking for mediation and mediation itself cost nothing."},
        {"title": "Voluntary", "text": "You and the other side may decline mediation, agree on the mediator, and stop at any time. Mediation does not keep you from going to court, to arbitration or to an authority."},
        {"title": "Your data", "text": "What you write is used by the desk that receives it and by the mediation organisation in charge, only to handle this dispute. Staff will contact you and, where needed, the other side. In lists, names and phones are partly hidden; whoever opens them must say why, and it is recorded. The case file is kept as the rules on archives say. Call the number on the receipt to see, correct or delete your data."},
        {"title": "Not public", "text": "Mediation is private as a rule. Tell the mediator if you want it public or private."},
        {"title": "Limitation period", "text": "By asking a mediation organisation to protect your right, you interrupt the limitation period for this claim from the moment of sending; it then starts anew (Article 12 of the Supreme People’s Court provisions on limitation periods in civil cases). The receipt states the time: please keep it."},
        {"title": "Be truthful", "text": "Please write only what is true. If a court or an authority is already handling the same matter, say so under “What happened”."}
      ],
      "agree": "I have read the notice and agree to it. What I wrote is true."
    }
  }')
on conflict (version) do nothing;

insert into app.consent_texts (version, reader, in_force_from, texts) values
  ('P2026-11', 'party', '-infinity', '{
    "zh-CN": {
      "title": "什么是调解，您有哪些权利",
      "parts": [
        {"title": "调解", "text": "由中立的调解员帮双方把话说开、商量出都能接受的办法。调解员不判谁对谁错，也不替任何一方说话。"},
        {"title": "自愿", "text": "参加不参加由您自己决定，谁也不能强迫。"},
        {"title": "免费", "text": "人民调解不收任何费用。"},
        {"title": "保密", "text": "调解里说的话和您的个人信息，调解员不会外传。"},
        {"title": "可以停", "text": "同意之后也可以随时退出。"},
        {"title": "可以请人帮忙", "text": "可以选择调解员，也可以请家人或者律师陪同。"},
        {"title": "可以打官司", "text": "调解不成，或者不想调解，都可以到法院起诉。"},
        {"title": "依据", "text": "《人民调解法》第三条、第四条、第十七条、第二十三条。"}
      ],
      "agree": "提交即表示您已读过上面的说明，您的决定和时间会记录在案。"
    },
    "en": {
      "title": "What mediation is, and your rights",
      "parts": [
        {"title": "Mediation", "text": "A neutral mediator helps both sides to talk and to find a way that both accept. The mediator judges nobody and speaks for no side."},
        {"title": "Free will", "text": "You decide whether to take part; nobody may force you."},
        {"title": "Free of charge", "text": "People’s mediation costs nothing."},
        {"title": "In confidence", "text": "What is said and who you are stays with the mediator."},
        {"title": "You may stop", "text": "At any time, even after agreeing."},
        {"title": "You may have help", "text": "Choose the mediator, bring family or a lawyer."},
        {"title": "You may go to court", "text": "If mediation fails, or if you do not want it."},
        {"title": "Law", "text": "People’s Mediation Law, articles 3, 4, 17 and 23."}
      ],
      "agree": "By sending you confirm that you have read the above; your decision and its time are written down."
    }
  }')
on conflict (version) do nothing;
