package audit_test

// PR: the county's six steps, to the talk.
const rowsCounty = `
PR-1 leadership is contacted as soon as possible
  Mon 08:00 open third_party_concern reported_by=staff in_lesson=no
satisfied: because met, on open contact_leadership
  Mon 14:00 contact_leadership told=principal
late: because met, on open contact_leadership, due Mon, by 1 school_days
  Tue 08:00 contact_leadership told=department_head
violated: because left, on open close
  Mon 14:00 close by principal
waived: because waiver, role principal, on open waive
  Mon 12:00 waive requirement=PR-1 reason=individual_need by principal
pending: because asked, on open, due Mon
  now Mon 12:00
not_applicable: because never
  instead
  student none
  Mon 08:00 open anonymous_consultation asked_by=student

PR-2 taken out of the lesson on suspicion
  Mon 10:40 open third_party_concern reported_by=staff in_lesson=yes
satisfied: because met, on open take_out_of_lesson
  Mon 10:55 take_out_of_lesson outcome=taken_out
satisfied/intoxicated: because met, on open take_out
  instead
  Mon 10:40 open intoxicated_at_school in_class=yes
  Mon 10:50 take_out outcome=taken_out
late: because met, on open take_out_of_lesson, due Mon 10:55, by 0.2 hours
  Mon 11:07 take_out_of_lesson outcome=taken_out
violated: because left, on open close
  Mon 12:00 close by principal
waived: because waiver, role principal, on open waive
  Mon 10:50 waive requirement=PR-2 reason=one_adult by principal
pending: because asked, on open, due Mon 10:55, overdue
  now Mon 11:00
not_applicable: because facts, detail in_class=no, on open
  instead
  Mon 10:40 open third_party_concern reported_by=staff in_lesson=no
not_applicable/was in no lesson: because freed, on open take_out_of_lesson
  Mon 10:45 take_out_of_lesson outcome=not_in_lesson

PR-3 a talk with two adults from the school
  Mon 08:00 open self_referral
satisfied: because met, on open hold_talk
  Wed 10:00 hold_talk outcome=denied present=contact_teacher+department_head+student
satisfied/the student would not: because met, on open hold_talk
  Wed 10:00 hold_talk outcome=refused
late: because met, on open hold_talk, due Wed, by 1 school_days
  Tue 10:00 hold_talk outcome=denied present=contact_teacher+student
  Thu 10:00 hold_talk outcome=denied present=contact_teacher+department_head+student
violated: because left, on open close
  Tue 10:00 hold_talk outcome=denied present=contact_teacher+student+mother
  Tue 11:00 close by principal
waived: because waiver, role principal, on open waive
  Tue 10:00 waive requirement=PR-3 reason=one_adult by principal
pending/one adult from the school and a guardian: because asked, on open, due Wed
  Tue 10:00 hold_talk outcome=denied present=contact_teacher+mother+student
not_applicable: because freed, on open find_unfounded
  instead
  Mon 08:00 open third_party_concern reported_by=staff in_lesson=no
  Tue 10:00 find_unfounded by principal

PR-4 guardians are present
  Mon 08:00 open self_referral
  Mon 10:00 hold_talk outcome=admitted present=contact_teacher+department_head+student
satisfied/informed, and could not come: because met, on hold_talk record_contact
  Wed 10:00 record_contact guardians=mother made_by=school outcome=informed_cannot_come
satisfied/present: because met, on hold_talk
  instead
  Mon 08:00 open self_referral
  Mon 10:00 hold_talk outcome=admitted present=contact_teacher+department_head+student+mother
late: because met, on hold_talk record_contact, due Wed, by 1 school_days
  Thu 10:00 record_contact guardians=mother made_by=school outcome=declined
violated: because left, on hold_talk close
  Mon 12:00 close by principal
waived: because waiver, role principal, on hold_talk waive
  Mon 12:00 waive requirement=PR-4 reason=student_refuses by principal
waived/danger: because danger, on hold_talk record_child_welfare
  mark Mon 11:00 confirmed Mon 12:00
  Mon 13:00 record_child_welfare outcome=not_notified
pending/informed, and not asked to come: because asked, on hold_talk, due Wed
  Mon 12:00 record_contact guardians=mother made_by=school outcome=informed
not_applicable: because facts, detail age=adult, on hold_talk
  student adult
not_applicable/consent withdrawn: because no_consent, on hold_talk withdraw_consent
  instead
  student adult
  Mon 08:00 open self_referral
  Mon 09:00 record_consent recipient=guardians answer=given
  Mon 10:00 hold_talk outcome=admitted present=contact_teacher+department_head+student
  Mon 12:00 withdraw_consent recipient=guardians

PR-5 guardians who could not come are informed
  Mon 08:00 open self_referral
  Mon 10:00 hold_talk outcome=admitted present=contact_teacher+department_head+student
satisfied: because met, on hold_talk record_contact
  Wed 10:00 record_contact guardians=mother made_by=school outcome=informed
late: because met, on hold_talk record_contact, due Wed, by 1 school_days
  Thu 10:00 record_contact guardians=mother made_by=school outcome=informed
violated: because left, on hold_talk close
  Mon 12:00 close by principal
violated/overdue on the 18th birthday: because birthday, on hold_talk
  student turns 18 Thu
  now Thu 08:00
waived: because waiver, role principal, on hold_talk waive
  Mon 12:00 waive requirement=PR-5 reason=individual_need by principal
waived/danger: because danger, on hold_talk record_child_welfare
  mark Mon 11:00 confirmed Mon 12:00
  Mon 13:00 record_child_welfare outcome=notified
pending: because asked, on hold_talk, due Wed
  now Tue 08:00
not_applicable: because facts, detail guardian_attended=yes, on hold_talk
  instead
  Mon 08:00 open self_referral
  Mon 10:00 hold_talk outcome=admitted present=contact_teacher+department_head+student+mother

PR-6 student and guardians are told routines and consequences
  Mon 08:00 open self_referral
satisfied: because met, on hold_talk
  Mon 10:00 hold_talk outcome=denied present=contact_teacher+department_head+student+mother explained=student_routines+student_consequences+guardians
satisfied/an adult who has not consented: because met, on hold_talk explain_to_student
  student adult
  Mon 10:00 hold_talk outcome=denied present=contact_teacher+department_head+student
  Tue 10:00 explain_to_student explained=routines+consequences
late: because met, on hold_talk explain_to_guardians, due Wed, by 1 school_days
  Mon 10:00 hold_talk outcome=denied present=contact_teacher+department_head+student explained=student_routines+student_consequences
  Thu 09:00 record_contact guardians=mother made_by=school outcome=informed
  Thu 09:10 explain_to_guardians
violated: because left, on hold_talk close
  Mon 10:00 hold_talk outcome=denied present=contact_teacher+department_head+student explained=student_routines
  Mon 12:00 close by principal
waived: because waiver, role principal, on hold_talk waive
  Mon 10:00 hold_talk outcome=denied present=contact_teacher+department_head+student
  Mon 12:00 waive requirement=PR-6 reason=student_refuses by principal
pending/the guardians were not told: because asked, on hold_talk, due Wed
  Mon 10:00 hold_talk outcome=denied present=contact_teacher+department_head+student explained=student_routines+student_consequences
not_applicable: because never
  Mon 10:00 hold_talk outcome=refused

PR-12 guardians of a student under 18 are contacted
  Mon 08:00 open self_referral
satisfied: because met, on open record_contact
  Wed 10:00 record_contact guardians=mother made_by=school outcome=informed
late: because met, on open record_contact, due Wed, by 1 school_days
  Thu 10:00 record_contact guardians=mother made_by=school outcome=informed
violated: because left, on open close
  Mon 12:00 close by principal
waived: because waiver, role principal, on open waive
  Mon 12:00 waive requirement=PR-12 reason=individual_need by principal
waived/danger: because danger, on open record_child_welfare
  mark Mon 09:00 confirmed Mon 10:00
  Mon 11:00 record_child_welfare outcome=notified
pending: because asked, on open, due Wed
  now Mon 12:00
not_applicable: because facts, detail age=adult, on open
  student adult

PR-13 guardians are contacted if the student of 18 consents
  student adult
  Mon 08:00 open self_referral
  Mon 09:00 record_consent recipient=guardians answer=given
satisfied: because met, on record_consent record_contact
  Wed 10:00 record_contact guardians=mother made_by=school outcome=informed
late: because met, on record_consent record_contact, due Wed, by 1 school_days
  Thu 10:00 record_contact guardians=mother made_by=school outcome=informed
violated: because left, on record_consent close
  Mon 12:00 close by principal
waived: because waiver, role principal, on record_consent waive
  Mon 12:00 waive requirement=PR-13 reason=individual_need by principal
waived/danger: because danger, on record_consent record_child_welfare
  mark Mon 10:00 confirmed Mon 11:00
  Mon 12:00 record_child_welfare outcome=adult
pending: because asked, on record_consent, due Wed
  now Mon 12:00
not_applicable: because freed, on record_consent record_consent
  Mon 12:00 record_consent recipient=guardians answer=refused
not_applicable/never consented: because never
  instead
  student adult
  Mon 08:00 open self_referral
`

// PR: contract, follow-up, others who help, and what an admission asks for.
const rowsCountyAfterwards = `
PR-7 a contract is made together with the student
  Mon 08:00 open self_referral
  Mon 10:00 hold_talk outcome=admitted present=contact_teacher+department_head+student
satisfied: because met, on hold_talk make_contract
  Mon+2 10:00 make_contract outcome=made
satisfied/the student did not want one: because met, on hold_talk make_contract
  Mon+2 10:00 make_contract outcome=refused
late: because met, on hold_talk make_contract, due Mon+2, by 2 school_days
  Wed+2 10:00 make_contract outcome=signed
violated: because left, on hold_talk close
  Tue 10:00 close by principal
waived: because waiver, role principal, on hold_talk waive
  Tue 10:00 waive requirement=PR-7 reason=individual_need by principal
pending: because asked, on hold_talk, due Mon+2
  now Tue 10:00
not_applicable: because never
  instead
  Mon 08:00 open self_referral
  Mon 10:00 hold_talk outcome=refused

PR-8 the contract is signed
  Mon 08:00 open self_referral
  Mon 10:00 make_contract outcome=made
satisfied: because met, on make_contract sign_contract
  Mon+1 10:00 sign_contract answer=signed
satisfied/refused: because met, on make_contract sign_contract
  Tue 10:00 sign_contract answer=refused
late: because met, on make_contract sign_contract, due Mon+1, by 1 school_days
  Tue+1 10:00 sign_contract answer=signed
violated: because left, on make_contract close
  Tue 10:00 close by principal
waived: because waiver, role principal, detail student_refuses, on make_contract waive
  Tue 10:00 waive requirement=PR-8 reason=student_refuses by principal
pending: because asked, on make_contract, due Mon+1
  now Tue 10:00
not_applicable: because never
  instead
  Mon 08:00 open self_referral
  Mon 10:00 make_contract outcome=refused

PR-9 a clarification meeting and a follow-up plan
  Mon 08:00 open self_referral
  Mon 10:00 make_contract outcome=made
satisfied: because met, on make_contract hold_meeting make_plan
  Wed 10:00 hold_meeting present=department_head+student
  Mon+3 10:00 make_plan
satisfied/a refused signature does not end it: because met, on make_contract hold_meeting make_plan
  Tue 10:00 sign_contract answer=refused
  Wed 10:00 hold_meeting present=department_head+student
  Thu 10:00 make_plan
late: because met, on make_contract make_plan hold_meeting, due Mon+3, by 1 school_days
  Wed 10:00 make_plan
  Tue+3 10:00 hold_meeting present=department_head+student
violated: because left, on make_contract close
  Wed 10:00 make_plan
  Thu 10:00 close by principal
waived: because waiver, role principal, on make_contract waive
  Tue 10:00 waive requirement=PR-9 reason=individual_need by principal
pending/a meeting and no plan: because asked, on make_contract, due Mon+3
  Wed 10:00 hold_meeting present=department_head+student
not_applicable: because never
  instead
  Mon 08:00 open self_referral

PR-10 bringing others in is considered
  Mon 08:00 open self_referral
  Mon 10:00 hold_talk outcome=admitted present=contact_teacher+department_head+student
satisfied/not needed: because met, on hold_talk consider_agencies
  Mon+2 10:00 consider_agencies outcome=not_needed
satisfied/needed: because met, on hold_talk consider_agencies
  Mon+2 10:00 consider_agencies outcome=needed considered=nav+bup
late: because met, on hold_talk consider_agencies, due Mon+2, by 1 school_days
  Tue+2 10:00 consider_agencies outcome=not_needed
violated: because left, on hold_talk close
  Tue 10:00 close by principal
waived: because waiver, role principal, on hold_talk waive
  Tue 10:00 waive requirement=PR-10 reason=individual_need by principal
pending: because asked, on hold_talk, due Mon+2
  now Tue 10:00
not_applicable: because never
  instead
  Mon 08:00 open self_referral

PR-11 the municipality appoints a coordinator and makes a plan
  Mon 08:00 open self_referral
  Mon 10:00 consider_agencies outcome=needed
satisfied: because met, on consider_agencies record_coordinator record_joint_plan
  Tue 10:00 record_coordinator answer=appointed
  Mon+4 10:00 record_joint_plan
late: because met, on consider_agencies record_coordinator record_joint_plan, due Mon+4, by 1 school_days
  Tue 10:00 record_coordinator answer=appointed
  Tue+4 10:00 record_joint_plan
violated: because left, on consider_agencies close
  Tue 10:00 record_coordinator answer=appointed
  Wed 10:00 close by principal
waived: because waiver, role principal, on consider_agencies waive
  Tue 10:00 waive requirement=PR-11 reason=not_possible by principal
pending: because asked, on consider_agencies, due Mon+4
  Tue 10:00 record_coordinator answer=appointed
not_applicable/the student does not consent: because freed, on consider_agencies record_coordinator
  Tue 10:00 record_coordinator answer=no_consent
not_applicable/no need: because never
  instead
  Mon 08:00 open self_referral
  Mon 10:00 consider_agencies outcome=not_needed

PR-14 whoever holds the concern notifies child welfare
  Mon 08:00 open self_referral
satisfied: because met, on record_child_welfare
  Mon 09:00 record_child_welfare outcome=notified
violated: because breach, on record_breach
  Mon 09:00 record_breach of=PR-14 by kjentmann
not_applicable: because never
  Mon 09:00 record_child_welfare outcome=not_notified

PR-15 leadership is told of the notification, before or after
  Mon 08:00 open self_referral
satisfied: because met, on record_child_welfare
  Mon 09:00 record_child_welfare outcome=notified leadership=yes
satisfied/told before: because met, on contact_leadership record_child_welfare
  Mon 09:00 contact_leadership told=principal
  Mon 10:00 record_child_welfare outcome=notified
satisfied/told after: because met, on record_child_welfare contact_leadership
  Mon 09:00 record_child_welfare outcome=notified
  Tue 10:00 contact_leadership told=principal
late: because met, on record_child_welfare contact_leadership, due Tue, by 1 school_days
  Mon 09:00 record_child_welfare outcome=notified
  Wed 10:00 contact_leadership told=principal
violated: because left, on record_child_welfare close
  Mon 09:00 record_child_welfare outcome=notified
  Mon 10:00 close
pending: because asked, on record_child_welfare, due Tue
  Mon 09:00 record_child_welfare outcome=notified leadership=no
not_applicable: because never
  Mon 09:00 contact_leadership told=principal

PR-16 everybody who is worried tells leadership
  Mon 08:00 open intoxicated_at_school in_class=no
satisfied: because met, on open alert_staff
  Mon 14:00 alert_staff alerted=principal
late: because met, on open inform_leadership, due Mon, by 1 school_days
  Tue 08:00 inform_leadership told=principal
violated: because left, on open close
  Mon 14:00 close
waived: because waiver, role principal, on open waive
  Mon 12:00 waive requirement=PR-16 reason=individual_need by principal
pending: because asked, on open, due Mon
  Mon 12:00 alert_staff alerted=kjentmann
not_applicable: because never
  instead
  student none
  Mon 08:00 open anonymous_consultation asked_by=staff

PR-17 the routine is used with judgement
  Mon 08:00 open self_referral
satisfied: because used, on waive
  Mon 12:00 waive requirement=PR-16 reason=individual_need by principal
not_applicable: because never
  Mon 12:00 add_note

PR-P4 after an admission department head, student and guardians meet
  Mon 08:00 open third_party_concern reported_by=student in_lesson=no
  Mon 10:00 hold_talk outcome=admitted present=contact_teacher+principal+student
satisfied: because met, on hold_talk hold_meeting
  Mon+2 10:00 hold_meeting present=department_head+student+mother
late: because met, on hold_talk hold_meeting, due Mon+2, by 1 school_days
  Tue+2 10:00 hold_meeting present=department_head+student+mother
violated: because left, on hold_talk close
  Tue 10:00 hold_meeting present=department_head+mother
  Tue 11:00 close by principal
waived: because waiver, role principal, on hold_talk waive
  Tue 10:00 waive requirement=PR-P4 reason=student_refuses by principal
pending: because asked, on hold_talk, due Mon+2
  Tue 10:00 hold_meeting present=principal+student+mother
not_applicable: because never
  instead
  Mon 08:00 open third_party_concern reported_by=student in_lesson=no
  Mon 10:00 hold_talk outcome=denied present=contact_teacher+principal+student
`
