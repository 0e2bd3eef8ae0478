package audit_test

// SK: what every routine owes a student who is intoxicated at school (P5–P7).
const rowsShared = `
SK-P1 guardians are rung now
  Mon 10:40 open intoxicated_at_school in_class=no
satisfied: because met, on open record_contact
  Mon 11:00 record_contact guardians=mother made_by=school outcome=will_fetch
late: because met, on open record_contact, due Mon, by 1 school_days
  Tue 08:00 record_contact guardians=mother made_by=school outcome=informed
violated: because left, on open close
  Mon 14:00 close by principal
violated/overdue on the 18th birthday: because birthday, on open
  student turns 18 Tue
  now Tue 08:00
waived: because waiver, role principal, on open waive
  Mon 12:00 record_contact guardians=mother made_by=school outcome=no_answer
  Mon 14:00 waive requirement=SK-P1 reason=nobody_reached by principal
waived/danger: because danger, on open record_child_welfare
  mark Mon 11:00 confirmed Mon 11:30
  Mon 12:00 record_child_welfare outcome=not_notified
pending: because asked, on open, due Mon
  now Mon 12:00
not_applicable: because facts, detail age=adult, on open
  student adult

SK-P5.2 the condition is assessed
  Mon 10:40 open intoxicated_at_school in_class=no
satisfied: because met, on open assess_condition
  Mon 11:00 assess_condition present=department_head+student finding=found
late: because met, on open assess_condition, due Mon, by 1 school_days
  Tue 08:00 assess_condition present=department_head+student finding=found
violated: because left, on open close
  Mon 12:00 close by principal
waived: because waiver, role principal, on open waive
  Mon 11:00 waive requirement=SK-P5.2 reason=not_possible by principal
pending: because asked, on open, due Mon
  now Mon 12:00
not_applicable: because freed, on open reassess
  Mon 11:00 reassess finding=ill

SK-P5.3 somebody from the leadership takes part
  Mon 10:40 open intoxicated_at_school in_class=no
satisfied: because met, on open assess_condition
  Mon 11:00 assess_condition present=principal+student finding=found
late: because met, on open assess_condition, due Mon, by 1 school_days
  Mon 11:00 assess_condition present=kjentmann+student finding=found
  Tue 08:00 assess_condition present=principal+student finding=found
violated: because left, on open close
  Mon 11:00 assess_condition present=kjentmann+student finding=found
  Mon 12:00 close by principal
waived: because waiver, role principal, on open waive
  Mon 11:00 waive requirement=SK-P5.3 reason=one_adult by principal
pending: because asked, on open, due Mon
  Mon 11:00 assess_condition present=kjentmann+student finding=found
not_applicable: because freed, on open student_walked_off
  Mon 11:00 student_walked_off talked=no

SK-P5.4 a talk with the student who is sent home
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 11:00 assess_condition present=department_head+student finding=found
satisfied: because met, on hold_send_home_talk send_home
  Mon 11:30 hold_send_home_talk present=contact_teacher+student
  Mon 12:00 send_home by department_head
late: because met, on send_home hold_send_home_talk, due Mon, by 1 school_days
  Mon 12:00 send_home by department_head
  Tue 12:00 hold_send_home_talk present=contact_teacher+student
violated: because left, on send_home close
  Mon 12:00 send_home by department_head
  Mon 13:00 close by principal
waived: because waiver, role principal, on send_home waive
  Mon 12:00 send_home by department_head
  Mon 13:00 waive requirement=SK-P5.4 reason=not_possible by principal
pending: because asked, on send_home, due Mon
  Mon 12:00 send_home by department_head
not_applicable: because facts, detail departure=no, on assess_condition
  Mon 11:30 handover_to_adult adult=mother
  Mon 12:00 student_fetched
not_applicable/it was no intoxication: because freed, on send_home reassess
  Mon 12:00 send_home by department_head
  Mon 13:00 reassess finding=not_intoxicated

SK-P5.5 whether it is safe to leave is judged
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 11:00 assess_condition present=department_head+student finding=found
satisfied: because met, on assess_condition judge_safety
  Mon 11:30 judge_safety judgement=unsafe
late: because met, on assess_condition judge_safety, due Mon, by 1 school_days
  Tue 11:30 judge_safety judgement=safe
violated: because left, on assess_condition close
  Mon 12:00 close by principal
waived: because waiver, role principal, on assess_condition waive
  Mon 12:00 waive requirement=SK-P5.5 reason=not_possible by principal
pending: because asked, on assess_condition, due Mon
  now Mon 12:00
not_applicable: because freed, on assess_condition reassess
  Mon 12:00 reassess finding=unknown

SK-P5.6 notifying child welfare is considered
  Mon 10:40 open intoxicated_at_school in_class=no
satisfied: because met, on open record_child_welfare
  Tue 10:00 record_child_welfare outcome=notified
satisfied/not notified: because met, on open record_child_welfare
  Tue 10:00 record_child_welfare outcome=not_notified
late: because met, on open record_child_welfare, due Tue, by 1 school_days
  Wed 10:00 record_child_welfare outcome=not_notified
violated: because left, on open close
  Tue 10:00 close by principal
pending: because asked, on open, due Tue
  now Mon 12:00
not_applicable: because freed, on open reassess
  Mon 12:00 reassess finding=not_intoxicated

SK-P5.7 contacting the police is considered
  Mon 10:40 open intoxicated_at_school in_class=no
satisfied: because met, on open consider_police
  Tue 10:00 consider_police outcome=contacted
satisfied/not contacted: because met, on open consider_police
  Tue 10:00 consider_police outcome=not_contacted
satisfied/called in the emergency: because met, on open record_emergency
  Tue 10:00 record_emergency what=called_police
late: because met, on open consider_police, due Tue, by 1 school_days
  Wed 10:00 consider_police outcome=not_contacted
violated: because left, on open close
  Tue 10:00 close by principal
waived: because waiver, role principal, on open waive
  Mon 12:00 waive requirement=SK-P5.7 reason=individual_need by principal
pending/gone before anyone could talk: because asked, on open, due Tue
  Mon 12:00 student_walked_off talked=no
not_applicable: because freed, on open reassess
  Mon 12:00 reassess finding=ill

SK-P6 a student under 18 is not sent home alone
  Mon 10:40 open intoxicated_at_school in_class=no
satisfied: because met, on handover_to_adult send_home
  Mon 11:30 handover_to_adult adult=aunt:guardian
  Mon 12:00 send_home by department_head
late: because met, on send_home handover_to_adult, due Mon, by 1 school_days
  Mon 12:00 send_home by department_head
  Tue 08:00 handover_to_adult adult=mother
violated: because left, on send_home close
  Mon 12:00 send_home by department_head
  Mon 13:00 close by principal
waived: because waiver, role principal, on send_home waive
  Mon 12:00 send_home by department_head
  Mon 13:00 waive requirement=SK-P6 reason=individual_need by principal
pending/the birth date is not known: because asked, on send_home, due Mon
  student unknown
  Mon 12:00 send_home by department_head
not_applicable: because facts, detail age=adult, on send_home
  student adult
  Mon 12:00 send_home by department_head

SK-P7.1 the follow-up talk on the first day back
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 12:00 record_emergency what=handed_to_health
satisfied: because met, on record_emergency hold_follow_up
  Tue 08:00 student_back
  Tue 10:00 hold_follow_up topics=situation+rules+help present=student
late: because met, on record_emergency hold_follow_up, due Tue, by 1 school_days
  Tue 08:00 student_back
  Wed 10:00 hold_follow_up topics=situation+rules+help present=student
violated: because left, on record_emergency close
  Tue 10:00 close by principal
waived: because waiver, role principal, on record_emergency waive
  Tue 10:00 waive requirement=SK-P7.1 reason=student_refuses by principal
pending: because asked, on record_emergency, due Wed
  Tue 10:00 still_absent
not_applicable: because never
  instead
  Mon 10:40 open intoxicated_at_school in_class=no

SK-P7.2 what happened and the way forward
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 12:00 student_walked_off talked=yes
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
  Tue 11:00 waive requirement=SK-P7.2 reason=individual_need by principal
pending: because asked, on hold_follow_up, due Tue
  Tue 10:00 hold_follow_up topics=rules+help present=student
not_applicable: because never
  Tue 10:00 add_note

SK-P7.3 the school's rules
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 12:00 student_walked_off talked=yes
  Tue 08:00 student_back
satisfied: because met, on hold_follow_up
  Tue 10:00 hold_follow_up topics=rules present=student
late: because met, on hold_follow_up hold_follow_up, due Tue, by 1 school_days
  Tue 10:00 hold_follow_up topics=situation+help present=student
  Wed 10:00 hold_follow_up topics=rules present=student
violated: because left, on hold_follow_up close
  Tue 10:00 hold_follow_up topics=situation+help present=student
  Tue 11:00 close by principal
waived: because waiver, role principal, on hold_follow_up waive
  Tue 10:00 hold_follow_up topics=situation+help present=student
  Tue 11:00 waive requirement=SK-P7.3 reason=individual_need by principal
pending: because asked, on hold_follow_up, due Tue
  Tue 10:00 hold_follow_up topics=situation+help present=student
not_applicable: because never
  Tue 10:00 add_note

SK-P7.4 encouraged to accept help
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 12:00 student_walked_off talked=yes
  Tue 08:00 student_back
satisfied: because met, on hold_follow_up
  Tue 10:00 hold_follow_up topics=help present=student
late: because met, on hold_follow_up hold_follow_up, due Tue, by 1 school_days
  Tue 10:00 hold_follow_up topics=situation+rules present=student
  Wed 10:00 hold_follow_up topics=help present=student
violated: because left, on hold_follow_up close
  Tue 10:00 hold_follow_up topics=situation+rules present=student
  Tue 11:00 close by principal
waived: because waiver, role principal, on hold_follow_up waive
  Tue 10:00 hold_follow_up topics=situation+rules present=student
  Tue 11:00 waive requirement=SK-P7.4 reason=individual_need by principal
pending: because asked, on hold_follow_up, due Tue
  Tue 10:00 hold_follow_up topics=situation+rules present=student
not_applicable: because never
  Tue 10:00 add_note
`

// SK: of these, the county's plan has its own.
const rowsAtOnce = `
SK-P5.1 taken out of the lesson at once
  Mon 10:40 open intoxicated_at_school in_class=yes
satisfied: because met, on open take_out
  Mon 10:55 take_out outcome=taken_out
late: because met, on open take_out, due Mon 10:55, by 1 hours
  Mon 11:55 take_out outcome=taken_out
violated: because left, on open close
  Mon 12:00 close by principal
waived: because waiver, role principal, on open waive
  Mon 10:50 waive requirement=SK-P5.1 reason=one_adult by principal
pending: because asked, on open, due Mon 10:55
  now Mon 10:45
not_applicable: because facts, detail in_class=no, on open
  instead
  Mon 10:40 open intoxicated_at_school in_class=no

SK-P5.8 leadership is told when a student under 18 is gone
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 11:00 student_walked_off talked=no
satisfied: because met, on student_walked_off inform_leadership
  Mon 12:00 inform_leadership told=principal
late: because met, on student_walked_off inform_leadership, due Mon, by 1 school_days
  Tue 12:00 inform_leadership told=principal
violated: because left, on student_walked_off close
  Mon 12:00 close
waived: because waiver, role principal, on student_walked_off waive
  Mon 12:00 waive requirement=SK-P5.8 reason=individual_need by principal
pending: because asked, on student_walked_off, due Mon
  now Mon 12:00
not_applicable: because facts, detail age=adult, on student_walked_off
  student adult
`
