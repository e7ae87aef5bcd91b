// The server tells why training waits in words for the person; staff read the same about somebody else. What is not in this list is shown as it came.
export const ofOthers: readonly { key: string; en: string; zh: string; staff: { en: string; zh: string } }[] = [
  { key: 'clinic.training.waits', en: 'Training waits today.', zh: '今天先不训练。', staff: { en: 'training waits today', zh: '今天暂停训练' } },
  { key: 'clinic.training.not_screened', en: 'We have not asked our first questions yet.', zh: '我们还没有问最初的几个问题。', staff: { en: 'not screened yet', zh: '尚未筛查' } },
  { key: 'clinic.training.rescreen', en: 'It is time for a new check before the next part.', zh: '进入下一阶段前，该重新检查一次了。', staff: { en: 'a new screening is due', zh: '需要重新筛查' } },
  { key: 'clinic.training.flag', en: 'Something you told us needs a word with your team first. Training waits until then.', zh: '你告诉我们的情况，需要先和团队谈一谈。在那之前先不练。', staff: { en: 'a grave flag is open: speak with them first', zh: '有严重警示未处理：请先与本人谈' } },
  { key: 'clinic.training.no_programme', en: 'Your programme is not signed yet.', zh: '你的方案还没有签署。', staff: { en: 'the programme is not signed', zh: '方案尚未签署' } },
  { key: 'outcome.incomplete', en: 'We need a few answers first.', zh: '我们还需要先了解几件事。', staff: { en: 'screening questions are open', zh: '筛查问题未答完' } },
  { key: 'outcome.refer_first', en: 'A clinician needs to see you first.', zh: '需要先请医生看一下。', staff: { en: 'a clinician sees them first', zh: '需先由医生评估' } },
  { key: 'outcome.stop_now', en: 'No training now.', zh: '现在不训练。', staff: { en: 'no training now', zh: '现在不可训练' } },
  { key: 'outcome.not_applicable', en: 'This record cannot be used for a programme.', zh: '这份记录不能用来制定方案。', staff: { en: 'the record cannot carry a programme', zh: '资料不能用于制定方案' } },
];

/** The outcomes that let somebody train: no reason to wait, so apart from the list above. */
const lets: typeof ofOthers = [
  { key: 'outcome.clear', en: 'You can train.', zh: '可以训练。', staff: { en: 'may train', zh: '可以训练' } },
  { key: 'outcome.modify', en: 'You can train, with some limits.', zh: '可以训练，但有一些限制。', staff: { en: 'may train, with limits', zh: '可以训练，有限制' } },
  { key: 'outcome.supervise', en: 'You can train with someone beside you.', zh: '可以在有人看护下训练。', staff: { en: 'may train with somebody beside them', zh: '须有人看护方可训练' } },
];

/** An outcome in words about somebody else; as it came where this list does not know it. */
export const outcomeOfOthers = (outcome: string, came: string, language: 'en' | 'zh'): string =>
  [...ofOthers, ...lets].find((one) => one.key === `outcome.${outcome}`)?.staff[language] ?? came;

/** Reasons to wait, in words about somebody else, apart from the limits of whoever trains. */
export function partedLimits(lines: readonly string[], language: 'en' | 'zh'): { waits: string[]; limits: string[] } {
  const waits: string[] = [];
  const limits: string[] = [];
  for (const line of lines) {
    const known = ofOthers.find((one) => one[language] === line);
    if (known) waits.push(known.staff[language]);
    else limits.push(line);
  }
  return { waits, limits };
}
