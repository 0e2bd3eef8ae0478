package audit_test

// KJ-1: the student asks for help.
const rowsHelp = `
KJ-1.1 the recipient passes the request on to one of three roles
  Mon 08:00 open self_referral
satisfied: because met, on open pass_on
  Tue 15:00 pass_on to=department_head
satisfied/typed in a day later: because met, on open pass_on, recorded 1
  Tue 15:00 pass_on to=department_head recorded Wed 09:00
late: because met, on open pass_on, due Tue, by 1 school_days
  Wed 08:00 pass_on to=kjentmann
late/over the weekend: because met, on open pass_on, due Tue, by 4 school_days
  Mon+1 08:00 pass_on to=kjentmann
violated: because left, on open close
  Tue 09:00 close by principal
violated/recorded as a breach: because breach, on open record_breach
  Tue 09:00 record_breach of=KJ-1.1
waived: because waiver, role principal, detail individual_need, on open waive
  Mon 09:00 waive requirement=KJ-1.1 reason=individual_need by principal
pending: because asked, on open, due Tue
  Mon 09:00 pass_on to=social_counsellor
pending/overdue from midnight: because asked, on open, due Tue, overdue
  now Wed 00:00
pending/not overdue on its day: because asked, on open, due Tue
  now Tue 23:59
not_applicable: because never
  instead
  Mon 08:00 open third_party_concern reported_by=staff
not_applicable/turned into another scenario: because moved, on open change_scenario
  Mon 09:00 change_scenario to=third_party_concern

KJ-1.2 one responsible person is found
  Mon 08:00 open self_referral
  Mon 09:00 pass_on to=kjentmann
satisfied: because met, on pass_on accept_hand_over
  Tue 10:00 hand_over person=kjentmann
  Tue 10:00 accept_hand_over by kjentmann
satisfied/assigned before it was passed on: because met, on assign pass_on
  instead
  Mon 08:00 open self_referral
  Mon 08:30 assign person=kjentmann by department_head
  Mon 09:00 pass_on to=kjentmann
late: because met, on pass_on assign, due Tue, by 2 school_days
  Thu 10:00 assign person=kjentmann by department_head
violated: because left, on pass_on close
  Tue 09:00 close by principal
waived: because waiver, role department_head, on pass_on waive
  Mon 10:00 waive requirement=KJ-1.2 reason=one_adult by department_head
pending/a hand over is not an acceptance: because asked, on pass_on, due Tue
  Mon 10:00 hand_over person=kjentmann
not_applicable: because never
  instead
  Mon 08:00 open self_referral

KJ-1.3 the responsible person talks with the student
  Mon 08:00 open self_referral
  Mon 09:00 hand_over person=kjentmann
  Mon 09:00 accept_hand_over by kjentmann
satisfied: because met, on accept_hand_over hold_talk
  Thu 10:00 hold_talk outcome=admitted by kjentmann
satisfied/the student would not: because met, on accept_hand_over hold_talk
  Thu 10:00 hold_talk outcome=refused by kjentmann
late: because met, on accept_hand_over hold_talk, due Thu, by 2 school_days
  Mon+1 10:00 hold_talk outcome=denied by kjentmann
violated: because left, on accept_hand_over close
  Tue 09:00 close by principal
waived: because waiver, role principal, on accept_hand_over waive
  Tue 09:00 waive requirement=KJ-1.3 reason=not_possible by principal
pending: because asked, on accept_hand_over, due Thu
  now Tue 10:00
not_applicable: because never
  instead
  Mon 08:00 open self_referral
not_applicable/left school: because gone, on accept_hand_over student_left_school
  Thu 09:00 student_left_school how=moved by principal
violated/overdue when the student left: because gone, on accept_hand_over student_left_school
  Fri 09:00 student_left_school how=moved by principal

KJ-1.4 guardians are informed
  Mon 08:00 open self_referral
satisfied: because met, on open record_contact
  Wed 10:00 record_contact guardians=mother made_by=school outcome=informed
satisfied/birth date not known: because met, on open record_contact
  student unknown
  Wed 10:00 record_contact guardians=mother made_by=school outcome=informed
late: because met, on open record_contact, due Wed, by 1 school_days
  Thu 10:00 record_contact guardians=mother made_by=school outcome=informed
violated: because left, on open close
  Tue 10:00 close by principal
violated/overdue on the 18th birthday: because birthday, on open
  student turns 18 Thu
  now Thu 08:00
violated/danger confirmed but child welfare not assessed: because left, on open close
  mark Mon 09:00 confirmed Mon 10:00
  Tue 10:00 close by principal
waived: because waiver, role principal, detail nobody_reached, on open waive
  Tue 10:00 record_contact guardians=mother made_by=school outcome=no_answer
  Wed 10:00 waive requirement=KJ-1.4 reason=nobody_reached by principal
waived/danger: because danger, on open record_child_welfare
  mark Mon 09:00 confirmed Mon 10:00
  Mon 11:00 record_child_welfare outcome=not_notified
pending: because asked, on open, due Wed
  now Tue 10:00
pending/nobody answered: because asked, on open, due Wed
  Tue 10:00 record_contact guardians=mother made_by=school outcome=no_answer
pending/they rang themselves: because asked, on open, due Wed
  Tue 10:00 record_contact guardians=mother made_by=guardian outcome=informed
pending/contact waits: because asked, on open, suspended
  mark Mon 09:00
  now Mon+1 10:00
pending/who the student is waits: because asked, on open, suspended
  instead
  Mon 08:00 open self_referral unclear
  now Mon+1 10:00
not_applicable: because facts, detail age=adult, on open
  student adult
not_applicable/turned 18 in time: because birthday, on open
  student turns 18 Wed
  now Thu 08:00
not_applicable/18 on the day itself: because facts, detail age=adult, on open
  student turns 18 Mon

KJ-1.5 guardians can take part in the talks
  Mon 08:00 open self_referral
satisfied: because used, on record_contact
  Tue 10:00 record_contact guardians=mother made_by=school outcome=invited
not_applicable: because never
  Tue 10:00 close by principal
`

// KJ-2: somebody else is worried.
const rowsConcern = `
KJ-2.1 it is raised with the contact teacher
  Mon 08:00 open third_party_concern reported_by=staff by kjentmann
satisfied: because met, on open raise_concern
  Tue 10:00 raise_concern with=contact_teacher by kjentmann
late: because met, on open raise_concern, due Tue, by 1 school_days
  Wed 10:00 raise_concern with=contact_teacher by kjentmann
violated: because left, on open close
  Tue 10:00 close by principal
waived: because waiver, role principal, on open waive
  Mon 09:00 waive requirement=KJ-2.1 reason=individual_need by principal
pending/raised with somebody else: because asked, on open, due Tue
  Mon 10:00 raise_concern with=social_counsellor by kjentmann
not_applicable: because never
  instead
  Mon 08:00 open self_referral
not_applicable/the tip was a grudge: because freed, on open find_unfounded
  Mon 10:00 find_unfounded by department_head

KJ-2.2 the contact teacher passes it on
  Mon 08:00 open third_party_concern reported_by=staff
  Mon 09:00 raise_concern with=contact_teacher
satisfied: because met, on raise_concern pass_on
  Tue 10:00 pass_on to=kjentmann
late: because met, on raise_concern pass_on, due Tue, by 1 school_days
  Wed 10:00 pass_on to=kjentmann
violated: because left, on raise_concern close
  Tue 10:00 close by principal
waived: because waiver, role principal, on raise_concern waive
  Mon 10:00 waive requirement=KJ-2.2 reason=individual_need by principal
pending: because asked, on raise_concern, due Tue
  now Mon 10:00
not_applicable: because freed, on raise_concern find_unfounded
  Mon 10:00 find_unfounded by department_head

KJ-2.3 the kjentmann may be drawn in
  Mon 08:00 open third_party_concern reported_by=staff
satisfied: because used, on consult_kjentmann
  Mon 09:00 consult_kjentmann
not_applicable: because never
  Tue 09:00 close by principal

KJ-2.4 a talk with the student about the concern
  Mon 08:00 open third_party_concern reported_by=student
satisfied: because met, on open hold_talk
  Thu 10:00 hold_talk outcome=denied by kjentmann
satisfied/the student would not: because met, on open hold_talk
  Wed 10:00 hold_talk outcome=refused by kjentmann
late: because met, on open hold_talk, due Thu, by 1 school_days
  Fri 10:00 hold_talk outcome=admitted by kjentmann
violated: because left, on open close
  Fri 10:00 close by principal
waived: because waiver, role principal, on open waive
  Mon 10:00 waive requirement=KJ-2.4 reason=student_refuses by principal
pending: because asked, on open, due Thu
  now Mon 10:00
not_applicable: because freed, on open find_unfounded
  Mon 10:00 find_unfounded by department_head

KJ-2.5 after an admission the case goes to leadership
  Mon 08:00 open third_party_concern reported_by=student
  Tue 09:00 hold_talk outcome=admitted by kjentmann
satisfied: because met, on hold_talk tell_leadership
  Wed 10:00 tell_leadership told=principal
satisfied/they knew already: because met, on tell_leadership hold_talk
  instead
  Mon 08:00 open third_party_concern reported_by=student
  Mon 09:00 tell_leadership told=department_head
  Tue 09:00 hold_talk outcome=admitted by kjentmann
late: because met, on hold_talk tell_leadership, due Wed, by 1 school_days
  Thu 10:00 tell_leadership told=department_head
violated: because left, on hold_talk close
  Wed 10:00 close by principal
waived: because waiver, role principal, on hold_talk waive
  Tue 10:00 waive requirement=KJ-2.5 reason=individual_need by principal
pending: because asked, on hold_talk, due Wed
  now Tue 10:00
not_applicable: because never
  instead
  Mon 08:00 open third_party_concern reported_by=student
  Tue 09:00 hold_talk outcome=denied by kjentmann

KJ-2.6 a meeting is called
  Mon 08:00 open third_party_concern reported_by=student
  Tue 09:00 hold_talk outcome=admitted by kjentmann
satisfied: because met, on hold_talk call_meeting
  Tue+1 10:00 call_meeting by department_head
late: because met, on hold_talk call_meeting, due Tue+1, by 1 school_days
  Wed+1 10:00 call_meeting by department_head
violated: because left, on hold_talk close
  Wed 10:00 close by principal
waived: because waiver, role principal, on hold_talk waive
  Tue 10:00 waive requirement=KJ-2.6 reason=student_refuses by principal
pending: because asked, on hold_talk, due Tue+1
  now Tue 10:00
not_applicable: because never
  instead
  Mon 08:00 open third_party_concern reported_by=student
  Tue 09:00 hold_talk outcome=refused by kjentmann

KJ-2.7 department head, student and guardians meet
  Mon 08:00 open third_party_concern reported_by=student
  Mon 09:00 hold_talk outcome=admitted by kjentmann
  Mon 12:00 call_meeting by department_head
satisfied: because met, on call_meeting hold_meeting
  Mon+1 10:00 hold_meeting present=department_head+student+mother by department_head
late: because met, on call_meeting hold_meeting, due Mon+1, by 1 school_days
  Tue+1 10:00 hold_meeting present=department_head+student+mother by department_head
violated: because left, on call_meeting close
  Tue 10:00 hold_meeting present=principal+student+mother by principal
  Tue 11:00 close by principal
waived: because waiver, role principal, on call_meeting waive
  Tue 10:00 waive requirement=KJ-2.7 reason=student_refuses by principal
pending/the student was not there: because asked, on call_meeting, due Mon+1
  Tue 10:00 hold_meeting present=department_head+mother by department_head
pending/no guardian was there or told: because asked, on call_meeting, due Mon+1
  Tue 10:00 hold_meeting present=department_head+student by department_head
not_applicable: because never
  instead
  Mon 08:00 open third_party_concern reported_by=student
  Mon 09:00 hold_talk outcome=admitted by kjentmann

KJ-P1 guardians are told after an admission
  Mon 08:00 open third_party_concern reported_by=student
  Mon 09:00 hold_talk outcome=admitted by kjentmann
satisfied: because met, on hold_talk record_contact
  Wed 09:00 record_contact guardians=father made_by=school outcome=informed
late: because met, on hold_talk record_contact, due Wed, by 2 school_days
  Fri 09:00 record_contact guardians=father made_by=school outcome=informed
violated: because left, on hold_talk close
  Tue 09:00 close by principal
waived: because waiver, role principal, on hold_talk waive
  Tue 09:00 waive requirement=KJ-P1 reason=individual_need by principal
waived/danger: because danger, on hold_talk record_child_welfare
  mark Mon 10:00 confirmed Mon 11:00
  Mon 12:00 record_child_welfare outcome=notified
pending: because asked, on hold_talk, due Wed
  now Tue 09:00
not_applicable: because facts, detail age=adult, on hold_talk
  student adult
not_applicable/denied: because never
  instead
  Mon 08:00 open third_party_concern reported_by=student
  Mon 09:00 hold_talk outcome=denied by kjentmann
`
