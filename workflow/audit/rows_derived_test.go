package audit_test

// DV: what every case owes, whatever its routine.
const rowsDerived = `
DV-1 no contact with an adult's guardians without consent
  student adult
  Mon 08:00 open self_referral
satisfied: because met, on record_consent record_contact
  Mon 09:00 record_consent recipient=guardians answer=given
  Mon 10:00 record_contact guardians=mother made_by=school outcome=informed
violated: because forbidden, on record_contact
  Mon 10:00 record_contact guardians=mother made_by=school outcome=informed
violated/an attempt is contact: because forbidden, on record_contact
  Mon 10:00 record_contact guardians=mother made_by=school outcome=no_answer
violated/withdrawn an hour before: because forbidden, on record_contact
  Mon 09:00 record_consent recipient=guardians answer=given
  Mon 10:00 withdraw_consent recipient=guardians
  Mon 11:00 record_contact guardians=mother made_by=school outcome=informed
violated/told when they rang: because forbidden, on record_contact
  Mon 10:00 record_contact guardians=mother made_by=guardian outcome=informed
violated/recorded as a breach: because breach, on record_breach
  Mon 10:00 record_breach of=record_contact guardians=mother made_by=school outcome=informed broke DV-1
not_applicable: because never
  Mon 10:00 add_note
not_applicable/they rang and were told nothing: because never
  Mon 10:00 record_contact guardians=mother made_by=guardian outcome=listened_only
not_applicable/told by the student: because never
  Mon 10:00 record_contact guardians=mother made_by=student outcome=informed
not_applicable/an emergency: because never
  Mon 10:00 record_emergency what=contacted_guardians guardians=mother
not_applicable/the day before the birthday: because never
  student turns 18 Tue
  Mon 10:00 record_contact guardians=mother made_by=school outcome=informed

DV-2 an adult is asked before the guardians are contacted
  student adult
  Mon 08:00 open self_referral
satisfied: because met, on record_consent record_contact
  Mon 09:00 record_consent recipient=guardians answer=given
  Mon 10:00 record_contact guardians=mother made_by=school outcome=informed
satisfied/the answer was no: because met, on record_consent record_contact
  Mon 09:00 record_consent recipient=guardians answer=refused
  Mon 10:00 record_contact guardians=mother made_by=school outcome=informed
violated: because forbidden, on record_contact
  Mon 10:00 record_contact guardians=mother made_by=school outcome=informed
violated/asked afterwards: because forbidden, on record_contact
  Mon 10:00 record_contact guardians=mother made_by=school outcome=informed
  Mon 11:00 record_consent recipient=guardians answer=given
violated/asked about others: because forbidden, on record_contact
  Mon 09:00 record_consent recipient=nav answer=given
  Mon 10:00 record_contact guardians=mother made_by=school outcome=informed
not_applicable: because never
  Mon 09:00 record_consent recipient=guardians answer=refused

DV-3 leadership signs off before the case closes
  Mon 08:00 open self_referral
satisfied: because met, on sign_off close
  Mon 09:00 sign_off by principal
  Mon 10:00 close
violated: because forbidden, on close
  Mon 10:00 close
violated/content after the sign-off: because forbidden, on close
  Mon 09:00 sign_off by principal
  Mon 09:30 add_note
  Mon 10:00 close
not_applicable: because never
  Mon 09:00 sign_off by principal

DV-4 nothing remains to be done when the case closes
  student none
  Mon 08:00 open anonymous_consultation asked_by=student
satisfied: because met, on close
  Mon 09:00 give_advice next=nothing by kjentmann
  Mon 10:00 sign_off by principal
  Mon 11:00 close
violated: because forbidden, on close
  instead
  Mon 08:00 open self_referral
  Mon 10:00 sign_off by principal
  Mon 11:00 close
violated/an emergency that nobody reviewed: because forbidden, detail DV-6, on close
  Mon 09:00 record_emergency what=called_113
  Mon 10:00 sign_off by principal
  Mon 11:00 close
not_applicable: because never
  Mon 09:00 give_advice next=nothing by kjentmann

DV-5 a waiver has a reason, and is leadership's
  Mon 08:00 open self_referral
satisfied: because met, on waive
  Mon 09:00 waive requirement=DV-7 reason=individual_need by principal
violated/by a teacher: because forbidden, detail not_leader, on waive
  Mon 09:00 waive requirement=DV-7 reason=individual_need by contact_teacher_2
violated/without words: because forbidden, detail no_reason, on waive
  Mon 09:00 waive requirement=DV-7 reason=individual_need without why by principal
violated/of what cannot be waived: because forbidden, detail not_waivable, on waive
  Mon 09:00 waive requirement=DV-1 reason=individual_need by principal
not_applicable: because never
  Mon 09:00 add_note

DV-6 an emergency is reviewed in the leadership
  Mon 08:00 open self_referral
  Mon 09:00 record_emergency what=called_113
satisfied: because met, on record_emergency review_emergency
  Mon+1 09:00 review_emergency by principal
late: because met, on record_emergency review_emergency, due Mon+1, by 1 school_days
  Tue+1 09:00 review_emergency by principal
violated: because left, on record_emergency close
  Tue 09:00 close
pending: because asked, on record_emergency, due Mon+1
  now Tue 09:00
not_applicable: because never
  instead
  Mon 08:00 open self_referral

DV-7 what was said wrongly is put right
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 11:00 record_contact guardians=mother made_by=school outcome=informed
  Mon 12:00 reassess finding=ill
satisfied: because met, on reassess record_correction
  Wed 12:00 record_correction told=mother
satisfied/in another contact: because met, on reassess record_contact
  Wed 12:00 record_contact guardians=mother made_by=school outcome=corrected
late: because met, on reassess record_correction, due Wed, by 1 school_days
  Thu 12:00 record_correction told=mother
violated: because left, on reassess close
  Tue 12:00 close
waived: because waiver, role principal, on reassess waive
  Tue 12:00 waive requirement=DV-7 reason=not_possible by principal
pending: because asked, on reassess, due Wed
  now Tue 12:00
not_applicable: because never
  instead
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 12:00 reassess finding=ill

DV-8 whether there was a data breach is assessed within 72 hours
  Mon 08:00 open self_referral
  Mon 09:00 record_contact guardians=mother made_by=school outcome=informed
  Mon 12:00 void reason=wrong_student second_leader=department_head by principal
satisfied: because met, on void assess_disclosure
  Thu 12:00 assess_disclosure outcome=reported by principal
late: because met, on void assess_disclosure, due Thu 12:00, by 2.5 hours
  Thu 14:30 assess_disclosure outcome=not_reported by principal
violated: because breach, on void record_breach
  Fri 09:00 record_breach of=DV-8 by principal
waived: because waiver, role department_head, on void waive
  Tue 09:00 waive requirement=DV-8 reason=not_possible by department_head
pending: because asked, on void, due Thu 12:00
  now Thu 11:00
pending/overdue: because asked, on void, due Thu 12:00, overdue
  now Thu 12:01
not_applicable/nobody outside was told: because never
  instead
  Mon 08:00 open self_referral
  Mon 12:00 void reason=wrong_student second_leader=department_head by principal
not_applicable/the case was none by mistake after all: because freed, on void confirm_void
  Tue 12:00 confirm_void outcome=not_agreed by department_head

DV-9 leadership is told that child welfare was notified
  Mon 08:00 open self_referral
  Mon 09:00 record_child_welfare outcome=notified
satisfied: because met, on record_child_welfare add_note
  Tue 09:00 add_note by principal
satisfied/told when it was sent: because met, on record_child_welfare
  instead
  Mon 08:00 open self_referral
  Mon 09:00 record_child_welfare outcome=notified leadership=yes
late: because met, on record_child_welfare add_note, due Tue, by 1 school_days
  Wed 09:00 add_note by principal
violated: because left, on record_child_welfare close
  Mon 12:00 close
pending: because asked, on record_child_welfare, due Tue
  now Mon 12:00
not_applicable: because never
  instead
  Mon 08:00 open self_referral
  Mon 09:00 record_child_welfare outcome=not_notified

DV-10 somebody else in the leadership confirms that the case is voided
  Mon 08:00 open self_referral
  Mon 12:00 void reason=by_mistake second_leader=department_head by principal
satisfied: because met, on void confirm_void
  Wed 12:00 confirm_void outcome=agreed by department_head
satisfied/not agreed: because met, on void confirm_void
  Wed 12:00 confirm_void outcome=not_agreed by department_head
late: because met, on void confirm_void, due Wed, by 1 school_days
  Thu 12:00 confirm_void outcome=agreed by department_head
violated: because breach, on void record_breach
  Thu 12:00 record_breach of=DV-10 by principal
pending: because asked, on void, due Wed
  now Mon 13:00
not_applicable: because never
  instead
  Mon 08:00 open self_referral

DV-11 no contact with guardians while it is suspended
  Mon 08:00 open self_referral
satisfied: because met, on record_contact
  Mon 10:00 record_contact guardians=mother made_by=school outcome=informed
satisfied/the other guardian is the danger: because met, on record_contact
  mark Mon 09:00 of father
  Mon 10:00 record_contact guardians=mother made_by=school outcome=informed
satisfied/lifted: because met, on record_contact
  mark Mon 09:00 lifted Mon 09:30
  Mon 10:00 record_contact guardians=mother made_by=school outcome=informed
violated: because forbidden, on record_contact
  mark Mon 09:00
  Mon 10:00 record_contact guardians=mother made_by=school outcome=informed
violated/somebody typed in may be any of them: because forbidden, on record_contact
  mark Mon 09:00 of father
  Mon 10:00 record_contact guardians=uncle:guardian made_by=school outcome=informed
violated/recorded as a breach: because breach, on record_breach
  mark Mon 09:00
  Mon 10:00 record_breach of=record_contact guardians=mother made_by=school outcome=informed broke DV-11
not_applicable: because never
  mark Mon 09:00
  Mon 10:00 add_note

DV-13 nothing is done that the routine does not allow
  Mon 08:00 open self_referral
satisfied: because kept, on open close
  Mon 10:00 close
violated: because breach, on record_breach
  Mon 10:00 record_breach of=record_contact guardians=mother made_by=school outcome=informed broke P1
pending: because kept, on open
  Mon 10:00 add_note
not_applicable: because never
  Mon 10:00 void reason=practice second_leader=department_head by principal

DV-14 what has only a time is written down
  Mon 08:00 open intoxicated_at_school in_class=no
  Mon 09:00 note_time step=alert_staff
satisfied: because met, on note_time alert_staff
  Mon 09:00 alert_staff alerted=kjentmann
satisfied/as a breach: because met, on note_time record_breach
  Tue 10:00 record_breach of=alert_staff alerted=kjentmann
late: because met, on note_time alert_staff, due Tue, by 1 school_days
  Wed 09:00 alert_staff alerted=kjentmann
violated: because left, on note_time close
  Tue 12:00 close
violated/said so: because breach, on note_time record_breach
  Tue 12:00 record_breach of=DV-14
waived: because waiver, role principal, on note_time waive
  Tue 12:00 waive requirement=DV-14 reason=not_possible by principal
pending: because asked, on note_time, due Tue
  now Mon 12:00
pending/another step was written down: because asked, on note_time, due Tue
  Mon 09:30 take_out outcome=not_in_class
  now Mon 12:00
pending/it was written down before: because asked, on note_time, due Tue
  instead
  Mon 08:00 open intoxicated_at_school in_class=no
  Mon 08:30 alert_staff alerted=kjentmann
  Mon 09:00 note_time step=alert_staff
  now Mon 12:00
not_applicable: because never
  instead
  Mon 08:00 open intoxicated_at_school in_class=no
not_applicable/it turned out to have been done before that: because never
  Mon 08:50 alert_staff alerted=kjentmann recorded Tue 10:00
not_applicable/pressed by mistake: because never
  Mon 10:00 correct event=@note_time instead=mistake
pending/the case was one after all: because asked, on confirm_void, due Wed
  Mon 12:00 void reason=by_mistake second_leader=department_head by principal
  Tue 10:00 confirm_void outcome=not_agreed by department_head
  now Tue 12:00
not_applicable/the case was none: because freed, on note_time void
  Mon 12:00 void reason=by_mistake second_leader=department_head by principal
`
