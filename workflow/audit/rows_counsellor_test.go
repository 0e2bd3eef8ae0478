package audit_test

// HP: the social counsellor's routine, to the talk of concern.
const rowsCounsellor = `
HP-1 an anonymous talk, without a case on a named student
  student none
satisfied: because used, on open
  Mon 08:00 open anonymous_consultation asked_by=guardian
not_applicable: because never
  student minor
  Mon 08:00 open self_referral

HP-2 the social counsellor is contacted quickly
  Mon 08:00 open third_party_concern reported_by=staff
satisfied: because met, on open contact_counsellor
  Tue 10:00 contact_counsellor told=social_counsellor
satisfied/told at the opening: because met, on open
  instead
  Mon 08:00 open third_party_concern reported_by=staff already_told=social_counsellor
late: because met, on open contact_counsellor, due Tue, by 1 school_days
  Wed 10:00 contact_counsellor told=social_counsellor
violated: because left, on open close
  Tue 10:00 close by principal
waived: because waiver, role principal, on open waive
  Tue 10:00 waive requirement=HP-2 reason=individual_need by principal
pending/somebody else was told: because asked, on open, due Tue
  Mon 10:00 contact_counsellor told=student_services
not_applicable: because freed, on open find_unfounded
  Mon 10:00 find_unfounded by department_head
not_applicable/of another scenario: because never
  instead
  Mon 08:00 open intoxicated_at_school in_class=no

HP-3 the team settles who holds the talk before it is held
  Mon 08:00 open self_referral
  Mon 09:00 contact_counsellor told=social_counsellor
satisfied: because met, on decide_talk_holder hold_talk
  Mon 10:00 decide_talk_holder holder=contact_teacher by social_counsellor
  Mon 12:00 hold_talk outcome=admitted
violated: because forbidden, on hold_talk
  Mon 12:00 hold_talk outcome=admitted
violated/settled only afterwards: because forbidden, on hold_talk, times 1
  Mon 12:00 hold_talk outcome=admitted
  Mon 13:00 decide_talk_holder holder=contact_teacher by social_counsellor
violated/recorded as a breach: because breach, on record_breach
  Mon 12:00 record_breach of=hold_talk outcome=admitted broke HP-3
not_applicable: because never
  Mon 10:00 decide_talk_holder holder=contact_teacher by social_counsellor

HP-D3 the team settles who holds the talk
  Mon 08:00 open third_party_concern reported_by=staff
  Mon 09:00 contact_counsellor told=social_counsellor
satisfied: because met, on contact_counsellor decide_talk_holder
  Wed 10:00 decide_talk_holder holder=contact_teacher by social_counsellor
late: because met, on contact_counsellor decide_talk_holder, due Wed, by 1 school_days
  Thu 10:00 decide_talk_holder holder=contact_teacher by social_counsellor
violated: because left, on contact_counsellor close
  Tue 10:00 close by principal
waived: because waiver, role principal, on contact_counsellor waive
  Tue 10:00 waive requirement=HP-D3 reason=one_adult by principal
pending: because asked, on contact_counsellor, due Wed
  now Mon 10:00
not_applicable: because freed, on contact_counsellor find_unfounded
  Mon 10:00 find_unfounded by department_head

HP-4 the concern talk is held
  Mon 08:00 open third_party_concern reported_by=staff
  Mon 09:00 decide_talk_holder holder=contact_teacher by social_counsellor
satisfied: because met, on decide_talk_holder hold_talk
  Thu 10:00 hold_talk outcome=denied
satisfied/the student would not: because met, on decide_talk_holder hold_talk
  Thu 10:00 hold_talk outcome=refused
late: because met, on decide_talk_holder hold_talk, due Thu, by 2 school_days
  Mon+1 10:00 hold_talk outcome=denied
violated: because left, on decide_talk_holder close
  Tue 10:00 close by principal
waived: because waiver, role principal, on decide_talk_holder waive
  Tue 10:00 waive requirement=HP-4 reason=student_refuses by principal
pending: because asked, on decide_talk_holder, due Thu
  now Mon 10:00
not_applicable: because freed, on decide_talk_holder find_unfounded
  Mon 10:00 find_unfounded by department_head

HP-5 the student is told the concern, the routines and what may follow
  Mon 08:00 open third_party_concern reported_by=staff
satisfied: because met, on hold_talk
  Mon 12:00 hold_talk outcome=denied told_student=concern+routines+consequences
satisfied/the rest the same day: because met, on hold_talk tell_student_more
  Mon 12:00 hold_talk outcome=denied told_student=concern
  Mon 15:00 tell_student_more told_student=routines+consequences
late: because met, on hold_talk tell_student_more, due Mon, by 1 school_days
  Mon 12:00 hold_talk outcome=denied told_student=concern+routines
  Tue 12:00 tell_student_more told_student=consequences
violated: because left, on hold_talk close
  Mon 12:00 hold_talk outcome=denied told_student=concern+consequences
  Mon 13:00 close by principal
waived: because waiver, role principal, on hold_talk waive
  Mon 12:00 hold_talk outcome=denied told_student=concern+routines
  Mon 13:00 waive requirement=HP-5 reason=individual_need by principal
pending: because asked, on hold_talk, due Mon
  Mon 12:00 hold_talk outcome=denied told_student=routines+consequences
not_applicable: because never
  Mon 12:00 hold_talk outcome=refused

HP-6 contact teacher and department head are informed
  Mon 08:00 open third_party_concern reported_by=staff
  Mon 12:00 hold_talk outcome=denied by kjentmann
satisfied: because met, on hold_talk inform_staff
  Tue 12:00 inform_staff told=contact_teacher+department_head by kjentmann
satisfied/both were there: because met, on hold_talk
  instead
  Mon 08:00 open third_party_concern reported_by=staff
  Mon 12:00 hold_talk outcome=denied present=contact_teacher+department_head+student by kjentmann
late/the second of the two: because met, on hold_talk inform_staff inform_staff, due Tue, by 1 school_days
  Tue 12:00 inform_staff told=contact_teacher by kjentmann
  Wed 12:00 inform_staff told=department_head by kjentmann
violated: because left, on hold_talk close
  Tue 12:00 inform_staff told=contact_teacher by kjentmann
  Tue 13:00 close by principal
waived: because waiver, role principal, on hold_talk waive
  Tue 12:00 waive requirement=HP-6 reason=not_possible by principal
pending/one of two: because asked, on hold_talk, due Tue
  Tue 12:00 inform_staff told=department_head by kjentmann
not_applicable: because never
  instead
  Mon 08:00 open third_party_concern reported_by=staff
  Mon 12:00 hold_talk outcome=refused by kjentmann

HP-10 guardians of a student under 18 are contacted
  Mon 08:00 open self_referral
satisfied: because met, on open record_contact
  Mon+1 10:00 record_contact guardians=mother made_by=school outcome=informed
late: because met, on open record_contact, due Mon+1, by 1 school_days
  Tue+1 10:00 record_contact guardians=mother made_by=school outcome=informed
violated: because left, on open close
  Tue 10:00 close by principal
waived: because waiver, role principal, on open waive
  Tue 10:00 waive requirement=HP-10 reason=individual_need by principal
waived/danger: because danger, on open record_child_welfare
  mark Mon 09:00 confirmed Mon 10:00
  Mon 11:00 record_child_welfare outcome=not_notified
pending: because asked, on open, due Mon+1
  now Tue 10:00
pending/contact waits: because asked, on open, suspended
  mark Mon 09:00
  now Mon+2 10:00
not_applicable: because facts, detail age=adult, on open
  student adult
not_applicable/turned 18 in time: because birthday, on open
  student turns 18 Mon+1
  now Tue+1 08:00
violated/overdue on the 18th birthday: because birthday, on open
  student turns 18 Tue+1
  now Tue+1 08:00

HP-11 guardians of a student of 18 who consents are contacted
  student adult
  Mon 08:00 open self_referral
  Mon 09:00 record_consent recipient=guardians answer=given
satisfied: because met, on record_consent record_contact
  Mon+1 10:00 record_contact guardians=mother made_by=school outcome=informed
late: because met, on record_consent record_contact, due Mon+1, by 3 school_days
  Thu+1 10:00 record_contact guardians=mother made_by=school outcome=informed
violated: because left, on record_consent close
  Tue 10:00 close by principal
waived: because waiver, role principal, on record_consent waive
  Tue 10:00 record_contact guardians=mother made_by=school outcome=no_answer
  Wed 10:00 waive requirement=HP-11 reason=nobody_reached by principal
waived/danger: because danger, on record_consent record_child_welfare
  mark Mon 10:00 confirmed Mon 11:00
  Mon 12:00 record_child_welfare outcome=adult
pending: because asked, on record_consent, due Mon+1
  now Tue 10:00
not_applicable/withdrawn: because freed, on record_consent withdraw_consent
  Tue 10:00 withdraw_consent recipient=guardians
not_applicable/refused: because never
  instead
  student adult
  Mon 08:00 open self_referral
  Mon 09:00 record_consent recipient=guardians answer=refused
not_applicable/the consent ran out before it was due: because freed, on record_consent
  instead
  student adult
  Mon 08:00 open self_referral
  Mon 09:00 record_consent recipient=guardians answer=given until=Wed
  now Mon+2 10:00
not_applicable/under 18: because facts, detail age=minor, on record_consent
  student minor
`

// HP: agreement, follow-up, and what an admission asks for.
const rowsCounsellorFollowUp = `
HP-7 both take part in the follow-up
  Mon 08:00 open self_referral
  Mon 12:00 hold_talk outcome=admitted
  Tue 12:00 make_agreement outcome=made
satisfied: because met, on make_agreement involve_staff
  Wed 12:00 involve_staff involved=contact_teacher+department_head
satisfied/named in the agreement: because met, on make_agreement
  instead
  Mon 08:00 open self_referral
  Tue 12:00 make_agreement outcome=refused followed_up_by=contact_teacher+department_head
late: because met, on make_agreement involve_staff involve_staff, due Wed, by 1 school_days
  Wed 12:00 involve_staff involved=contact_teacher
  Thu 12:00 involve_staff involved=department_head
violated: because left, on make_agreement close
  Tue 13:00 close by principal
waived: because waiver, role principal, on make_agreement waive
  Tue 13:00 waive requirement=HP-7 reason=individual_need by principal
pending: because asked, on make_agreement, due Wed
  Wed 12:00 involve_staff involved=contact_teacher
not_applicable: because never
  instead
  Mon 08:00 open self_referral

HP-8 an individual agreement is made with the student
  Mon 08:00 open third_party_concern reported_by=staff
  Mon 12:00 hold_talk outcome=denied
satisfied: because met, on hold_talk make_agreement
  Mon+2 12:00 make_agreement outcome=made
satisfied/the student did not want one: because met, on hold_talk make_agreement
  Tue 12:00 make_agreement outcome=refused
late: because met, on hold_talk make_agreement, due Mon+2, by 1 school_days
  Tue+2 12:00 make_agreement outcome=signed
violated: because left, on hold_talk close
  Tue 12:00 close by principal
waived: because waiver, role principal, on hold_talk waive
  Tue 12:00 waive requirement=HP-8 reason=student_refuses by principal
pending: because asked, on hold_talk, due Mon+2
  now Tue 12:00
not_applicable: because freed, on hold_talk settle_follow_up
  Tue 12:00 settle_follow_up by principal
not_applicable/no talk: because never
  instead
  Mon 08:00 open third_party_concern reported_by=staff
  Mon 12:00 hold_talk outcome=refused

HP-9 close contact during follow-up
  Mon 08:00 open self_referral
  Mon 12:00 make_agreement outcome=made
satisfied: because met, on make_agreement log_contact, times 2
  Mon+2 12:00 log_contact with=student
  Tue+2 12:00 settle_follow_up by principal
satisfied/closed before the next was due: because met, on make_agreement close
  Tue 12:00 close by principal
late: because met, on make_agreement log_contact, due Mon+2, by 1 school_days
  Tue+2 12:00 log_contact with=student
  Wed+2 12:00 settle_follow_up by principal
violated: because left, on make_agreement settle_follow_up
  Tue+2 12:00 settle_follow_up by principal
violated/closed when the next was overdue: because left, on make_agreement close
  Tue+2 12:00 close by principal
waived: because waiver, role principal, on make_agreement waive
  Tue 12:00 waive requirement=HP-9 reason=not_possible by principal
pending: because asked, on make_agreement, due Mon+2
  now Tue 12:00
pending/counts anew from each contact: because asked, on log_contact, due Wed+2
  Wed 12:00 log_contact with=contact_teacher
pending/overdue: because asked, on make_agreement, due Mon+2, overdue
  now Tue+2 12:00
not_applicable: because never
  instead
  Mon 08:00 open self_referral
not_applicable/turned into another scenario: because moved, on make_agreement change_scenario
  Tue 12:00 change_scenario to=intoxicated_at_school

HP-P4a after an admission the case goes to leadership
  Mon 08:00 open third_party_concern reported_by=student
  Tue 09:00 hold_talk outcome=admitted
satisfied: because met, on hold_talk tell_leadership
  Wed 10:00 tell_leadership told=principal
late: because met, on hold_talk tell_leadership, due Wed, by 1 school_days
  Thu 10:00 tell_leadership told=department_head
violated: because left, on hold_talk close
  Wed 10:00 close by principal
waived: because waiver, role principal, on hold_talk waive
  Tue 10:00 waive requirement=HP-P4a reason=individual_need by principal
pending: because asked, on hold_talk, due Wed
  now Tue 10:00
not_applicable/the student asked for help: because never
  instead
  Mon 08:00 open self_referral
  Tue 09:00 hold_talk outcome=admitted

HP-P4b after an admission department head, student and guardians meet
  Mon 08:00 open third_party_concern reported_by=student
  Mon 09:00 hold_talk outcome=admitted
  Mon 12:00 call_meeting by department_head
satisfied: because met, on hold_talk hold_meeting
  Mon+1 10:00 hold_meeting present=department_head+student+mother by department_head
late: because met, on hold_talk hold_meeting, due Mon+1, by 1 school_days
  Tue+1 10:00 hold_meeting present=department_head+student+mother by department_head
violated: because left, on hold_talk close
  Tue 10:00 hold_meeting present=principal+student+mother by principal
  Tue 11:00 close by principal
waived: because waiver, role principal, on hold_talk waive
  Tue 10:00 waive requirement=HP-P4b reason=student_refuses by principal
pending: because asked, on hold_talk, due Mon+1
  Tue 10:00 hold_meeting present=department_head+student by department_head
not_applicable: because never
  instead
  Mon 08:00 open third_party_concern reported_by=student
  Mon 09:00 hold_talk outcome=denied
`

// DV-12 needs a step that shares with other agencies.
const rowsSharing = `
DV-12 other agencies are told only with consent
  Mon 08:00 open self_referral
satisfied: because met, on record_consent work_with_services
  Mon 09:00 record_consent recipient=nav answer=given
  Tue 09:00 work_with_services agency=nav
satisfied/a guardian of a student under 18 answered: because met, on record_consent work_with_services
  Mon 09:00 record_consent recipient=ppt answer=given given_by=guardian
  Tue 09:00 work_with_services agency=ppt
violated: because forbidden, on work_with_services
  Tue 09:00 work_with_services agency=nav
violated/recorded as a breach: because breach, on record_breach
  Tue 09:00 record_breach of=work_with_services agency=health broke DV-12
not_applicable: because never
  Tue 09:00 log_contact with=student
not_applicable/child welfare is told without: because never
  Tue 09:00 record_child_welfare outcome=notified
`
