package audit_test

// KJ-3: the student is intoxicated at school.
const rowsAtSchool = `
KJ-3.1 one of three roles is contacted
  Mon 10:40 open intoxicated_at_school in_class=yes
satisfied: because met, on open alert_staff
  Mon 23:30 alert_staff alerted=kjentmann
late: because met, on open alert_staff, due Mon, by 1 school_days
  Tue 00:30 alert_staff alerted=department_head
violated: because left, on open close
  Mon 12:00 close by principal
waived: because waiver, role principal, on open waive
  Mon 11:00 waive requirement=KJ-3.1 reason=one_adult by principal
pending/somebody else was told: because asked, on open, due Mon
  Mon 11:00 alert_staff alerted=social_counsellor
not_applicable: because never
  instead
  Mon 10:40 open self_referral

KJ-3.2 taken out of teaching at once
  Mon 10:40 open intoxicated_at_school in_class=yes
satisfied: because met, on open take_out
  Mon 10:55 take_out outcome=taken_out
satisfied/typed in on Wednesday: because met, on open take_out, recorded 2
  Mon 10:50 take_out outcome=taken_out recorded Wed 09:00
late: because met, on open take_out, due Mon 10:55, by 0.5 hours
  Mon 11:25 take_out outcome=taken_out
late/a minute counts as a tenth: because met, on open take_out, due Mon 10:55, by 0.1 hours
  Mon 10:56 take_out outcome=taken_out
violated: because left, on open close
  Mon 12:00 close by principal
waived: because waiver, role principal, on open waive
  Mon 10:50 waive requirement=KJ-3.2 reason=one_adult by principal
pending: because asked, on open, due Mon 10:55
  now Mon 10:55
pending/overdue: because asked, on open, due Mon 10:55, overdue
  now Mon 10:56
not_applicable: because facts, detail in_class=no, on open
  instead
  Mon 10:40 open intoxicated_at_school in_class=no
not_applicable/was not in class after all: because freed, on open take_out
  Mon 10:45 take_out outcome=not_in_class

KJ-3.3 an assessment talk
  Mon 10:40 open intoxicated_at_school in_class=yes
satisfied: because met, on open assess_condition
  Mon 11:30 assess_condition present=department_head+student finding=found
late: because met, on open assess_condition, due Mon, by 1 school_days
  Tue 08:00 assess_condition present=department_head+student finding=found
violated: because left, on open close
  Mon 12:00 close by principal
waived: because waiver, role principal, on open waive
  Mon 11:00 waive requirement=KJ-3.3 reason=not_possible by principal
pending: because asked, on open, due Mon
  Mon 11:00 take_out outcome=taken_out
not_applicable: because freed, on open student_walked_off
  Mon 11:00 student_walked_off talked=no

KJ-3.4 somebody from the leadership takes part
  Mon 10:40 open intoxicated_at_school in_class=yes
satisfied: because met, on open assess_condition
  Mon 11:30 assess_condition present=principal+student finding=found
late: because met, on open assess_condition, due Mon, by 1 school_days
  Mon 11:30 assess_condition present=contact_teacher+student finding=found
  Tue 08:30 assess_condition present=department_head+student finding=found
violated: because left, on open close
  Mon 11:30 assess_condition present=kjentmann+student finding=found by kjentmann
  Mon 12:00 close by principal
waived: because waiver, role principal, on open waive
  Mon 11:00 waive requirement=KJ-3.4 reason=one_adult by principal
pending/nobody from the leadership: because asked, on open, due Mon
  Mon 11:30 assess_condition present=kjentmann+student finding=found by kjentmann
pending/a leader who was responsible: because asked, on open, due Mon
  Mon 11:30 assess_condition present=department_head*+student finding=found
not_applicable: because freed, on open reassess
  Mon 11:00 reassess finding=ill

KJ-3.5 guardians are contacted
  Mon 10:40 open intoxicated_at_school in_class=no
satisfied: because met, on open record_contact
  Mon 14:00 record_contact guardians=mother made_by=school outcome=will_fetch
late: because met, on open record_contact, due Mon, by 1 school_days
  Tue 08:00 record_contact guardians=mother made_by=school outcome=informed
violated: because left, on open close
  Mon 14:00 close by principal
violated/overdue on the 18th birthday: because birthday, on open
  student turns 18 Tue
  now Tue 08:00
waived: because waiver, role principal, on open waive
  Mon 12:00 record_contact guardians=mother made_by=school outcome=no_answer
  Mon 14:00 waive requirement=KJ-3.5 reason=nobody_reached by principal
waived/danger: because danger, on open record_child_welfare
  mark Mon 11:00 confirmed Mon 11:30
  Mon 12:00 record_child_welfare outcome=notified
pending: because asked, on open, due Mon
  now Mon 12:00
pending/contact waits: because asked, on open, suspended
  mark Mon 10:40
  now Fri 12:00
not_applicable: because facts, detail age=adult, on open
  student adult

KJ-3.6 the guardians collect a student who is sent home
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 11:00 assess_condition present=department_head+student finding=found
satisfied: because met, on handover_to_adult send_home
  Mon 11:30 handover_to_adult adult=mother
  Mon 12:00 send_home by department_head
satisfied/another safe arrangement: because met, on arrange_safely send_home
  Mon 11:30 arrange_safely by department_head
  Mon 12:00 send_home by department_head
late: because met, on send_home handover_to_adult, due Mon, by 1 school_days
  Mon 12:00 send_home by department_head
  Tue 00:10 handover_to_adult adult=mother
violated: because left, on send_home close
  Mon 12:00 send_home by department_head
  Tue 09:00 close by principal
waived: because waiver, role principal, on send_home waive
  Mon 12:00 send_home by department_head
  Mon 12:30 waive requirement=KJ-3.6 reason=individual_need by principal
pending: because asked, on send_home, due Mon
  Mon 12:00 send_home by department_head
not_applicable: because facts, detail age=adult, on send_home
  student adult
  Mon 12:00 send_home by department_head

KJ-3.7 a talk in which the student is sent away for the rest of the day
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 11:00 assess_condition present=department_head+student finding=found
satisfied: because met, on assess_condition hold_send_home_talk send_home
  Mon 11:30 hold_send_home_talk present=contact_teacher+student
  Mon 12:00 send_home by department_head
late: because met, on assess_condition send_home hold_send_home_talk, due Mon, by 1 school_days
  Mon 12:00 send_home by department_head
  Tue 10:00 hold_send_home_talk present=contact_teacher+student
violated: because left, on assess_condition close
  Mon 12:00 send_home by department_head
  Tue 09:00 close by principal
waived: because waiver, role principal, on assess_condition waive
  Mon 12:00 waive requirement=KJ-3.7 reason=individual_need by principal
pending/the talk without the sending: because asked, on assess_condition, due Mon
  Mon 11:30 hold_send_home_talk present=contact_teacher+student
not_applicable: because freed, on assess_condition student_fetched
  Mon 11:30 handover_to_adult adult=mother
  Mon 12:00 student_fetched
not_applicable/sent home without a finding: because facts, detail intoxication=suspected, on send_home
  instead
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 12:00 send_home by department_head

KJ-3.8 notifying child welfare is considered
  Mon 10:40 open intoxicated_at_school in_class=no
satisfied/notified: because met, on open record_child_welfare
  Tue 10:00 record_child_welfare outcome=notified
satisfied/not notified: because met, on open record_child_welfare
  Tue 10:00 record_child_welfare outcome=not_notified
late: because met, on open record_child_welfare, due Tue, by 1 school_days
  Wed 10:00 record_child_welfare outcome=not_notified
violated: because left, on open close
  Tue 10:00 close by principal
pending: because asked, on open, due Tue
  now Mon 12:00
pending/waived although it cannot be: because asked, on open, due Tue
  Mon 12:00 waive requirement=KJ-3.8 reason=individual_need by principal
not_applicable: because freed, on open assess_condition
  Mon 11:00 assess_condition present=department_head+student finding=not_intoxicated

KJ-3.9 contacting the police is considered
  Mon 10:40 open intoxicated_at_school in_class=no
satisfied/contacted: because met, on open consider_police
  Tue 10:00 consider_police outcome=contacted
satisfied/not contacted: because met, on open consider_police
  Tue 10:00 consider_police outcome=not_contacted
late: because met, on open consider_police, due Tue, by 3 school_days
  Fri 10:00 consider_police outcome=not_contacted
violated: because left, on open close
  Tue 10:00 close by principal
waived: because waiver, role principal, on open waive
  Mon 12:00 waive requirement=KJ-3.9 reason=individual_need by principal
pending: because asked, on open, due Tue
  now Mon 12:00
not_applicable: because freed, on open reassess
  Mon 12:00 reassess finding=not_intoxicated

KJ-P5 whether it is safe to leave is judged, whatever the age
  student adult
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 11:00 assess_condition present=department_head+student finding=found
satisfied/safe: because met, on assess_condition judge_safety
  Mon 11:30 judge_safety judgement=safe
satisfied/unsafe: because met, on assess_condition judge_safety
  Mon 11:30 judge_safety judgement=unsafe
late: because met, on assess_condition judge_safety, due Mon, by 1 school_days
  Tue 11:30 judge_safety judgement=unsafe
violated: because left, on assess_condition close
  Mon 12:00 close by principal
waived: because waiver, role principal, on assess_condition waive
  Mon 12:00 waive requirement=KJ-P5 reason=not_possible by principal
pending: because asked, on assess_condition, due Mon
  now Mon 12:00
not_applicable: because freed, on assess_condition reassess
  Mon 12:00 reassess finding=not_intoxicated

KJ-P5b leadership is told when a student under 18 is gone
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 11:00 student_walked_off talked=no
satisfied: because met, on student_walked_off inform_leadership
  Mon 12:00 inform_leadership told=principal
late: because met, on student_walked_off inform_leadership, due Mon, by 1 school_days
  Tue 12:00 inform_leadership told=principal
violated: because left, on student_walked_off close
  Mon 12:00 close by contact_teacher
waived: because waiver, role principal, on student_walked_off waive
  Mon 12:00 waive requirement=KJ-P5b reason=individual_need by principal
pending: because asked, on student_walked_off, due Mon
  now Mon 12:00
not_applicable: because facts, detail age=adult, on student_walked_off
  student adult
`

// The first day back (P7).
const rowsReturn = `
KJ-3.10 a follow-up talk on the first school day back
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 11:00 assess_condition present=department_head+student finding=found
  Mon 12:00 send_home by department_head
satisfied: because met, on send_home hold_follow_up
  Tue 08:00 student_back
  Tue 10:00 hold_follow_up topics=situation+rules+help present=student
satisfied/first day back after the weekend: because met, on send_home hold_follow_up
  Tue 08:00 still_absent
  Fri 08:00 still_absent
  Mon+1 08:00 student_back
  Mon+1 10:00 hold_follow_up topics=situation+rules+help present=student
late: because met, on send_home hold_follow_up, due Tue, by 1 school_days
  Tue 08:00 student_back
  Wed 10:00 hold_follow_up topics=situation+rules+help present=student
violated: because left, on send_home close
  Tue 08:00 student_back
  Tue 10:00 close by principal
waived: because waiver, role principal, on send_home waive
  Tue 10:00 waive requirement=KJ-3.10 reason=student_refuses by principal
pending: because asked, on send_home, due Tue
  now Mon 13:00
pending/nobody recorded the return: because asked, on send_home, due Tue, overdue
  now Fri 08:00
pending/moved by a recorded absence: because asked, on send_home, due Wed
  Tue 08:00 still_absent
pending/back on Thursday: because asked, on send_home, due Thu
  Tue 08:00 still_absent
  Thu 08:00 student_back
pending/sent home until Thursday: because asked, on send_home, due Thu
  instead
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 12:00 send_home back_on=Thu by department_head
not_applicable: because never
  instead
  Mon 10:40 open intoxicated_at_school in_class=no
not_applicable/left the school: because gone, on send_home student_left_school
  Tue 09:00 student_left_school how=left by principal
violated/overdue when the student left the school: because gone, on send_home student_left_school
  Wed 09:00 student_left_school how=left by principal

KJ-3.11 the situation and further follow-up are gone through
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 12:00 send_home by department_head
  Tue 08:00 student_back
satisfied: because met, on hold_follow_up
  Tue 10:00 hold_follow_up topics=situation present=student
late: because met, on hold_follow_up hold_follow_up, due Tue, by 1 school_days
  Tue 10:00 hold_follow_up topics=rules+help present=student
  Wed 10:00 hold_follow_up topics=situation present=student
violated: because left, on hold_follow_up close
  Tue 10:00 hold_follow_up topics=rules+help present=student
  Tue 11:00 close by principal
waived: because waiver, role principal, on hold_follow_up waive
  Tue 10:00 hold_follow_up topics=rules+help present=student
  Tue 11:00 waive requirement=KJ-3.11 reason=individual_need by principal
pending: because asked, on hold_follow_up, due Tue
  Tue 10:00 hold_follow_up topics=rules+help present=student
not_applicable: because never
  Tue 10:00 add_note

KJ-3.12 the school's rules are gone through
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 12:00 send_home by department_head
  Tue 08:00 student_back
satisfied: because met, on hold_follow_up
  Tue 10:00 hold_follow_up topics=rules present=student
late: because met, on hold_follow_up hold_follow_up, due Tue, by 2 school_days
  Tue 10:00 hold_follow_up topics=situation+help present=student
  Thu 10:00 hold_follow_up topics=rules present=student
violated: because left, on hold_follow_up close
  Tue 10:00 hold_follow_up topics=situation+help present=student
  Tue 11:00 close by principal
waived: because waiver, role principal, on hold_follow_up waive
  Tue 10:00 hold_follow_up topics=situation+help present=student
  Tue 11:00 waive requirement=KJ-3.12 reason=individual_need by principal
pending: because asked, on hold_follow_up, due Tue
  Tue 10:00 hold_follow_up topics=situation+help present=student
not_applicable: because never
  Tue 10:00 add_note

KJ-3.13 the student is encouraged to accept help
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 12:00 send_home by department_head
  Tue 08:00 student_back
satisfied: because met, on hold_follow_up
  Tue 10:00 hold_follow_up topics=situation+help present=student
late: because met, on hold_follow_up hold_follow_up, due Tue, by 1 school_days
  Tue 10:00 hold_follow_up topics=situation+rules present=student
  Wed 10:00 hold_follow_up topics=help present=student
violated: because left, on hold_follow_up close
  Tue 10:00 hold_follow_up topics=situation+rules present=student
  Tue 11:00 close by principal
waived: because waiver, role principal, on hold_follow_up waive
  Tue 10:00 hold_follow_up topics=situation+rules present=student
  Tue 11:00 waive requirement=KJ-3.13 reason=individual_need by principal
pending: because asked, on hold_follow_up, due Tue
  Tue 10:00 hold_follow_up topics=situation+rules present=student
not_applicable: because never
  Tue 10:00 add_note
`
