package audit_test

const storiesOfConflicts = `
kjentmann: C2 an adult's guardians are not needed at the meeting
  student adult
  Mon 08:00 open third_party_concern reported_by=student
  Mon 09:00 hold_talk outcome=admitted by kjentmann
  Mon 10:00 tell_leadership told=department_head
  Mon 11:00 call_meeting by department_head
  Tue 09:00 hold_meeting present=department_head+student by department_head
=> KJ-2.7 satisfied: because met, on call_meeting hold_meeting
=> KJ-P1 not_applicable: because facts, detail age=adult, on hold_talk
=> DV-1 not_applicable: because never

social-counsellor: C2 an adult's guardians are not needed, nor when consent is refused
  student adult
  Mon 08:00 open third_party_concern reported_by=student
  Mon 09:00 decide_talk_holder holder=contact_teacher
  Mon 09:10 hold_talk outcome=admitted
  Mon 09:20 record_consent recipient=guardians answer=refused
  Mon 11:00 call_meeting by department_head
  Tue 09:00 hold_meeting present=department_head+student by department_head
=> HP-P4b satisfied: because met, on hold_talk record_consent hold_meeting
=> HP-11 not_applicable: because never

kjentmann: C2 an adult has consented, and then the guardians are needed
  student adult
  Mon 08:00 open third_party_concern reported_by=student
  Mon 09:00 hold_talk outcome=admitted by kjentmann
  Mon 10:00 tell_leadership told=department_head
  Mon 10:30 record_consent recipient=guardians answer=given
  Mon 11:00 call_meeting by department_head
  Tue 09:00 hold_meeting present=department_head+student by department_head
=> KJ-2.7 pending: because asked, on call_meeting, due Mon+1

kjentmann: C2 an adult's consent holds to the end of its last day
  student adult
  Mon 08:00 open third_party_concern reported_by=student
  Mon 09:00 hold_talk outcome=admitted by kjentmann
  Mon 10:00 tell_leadership told=department_head
  Mon 10:30 record_consent recipient=guardians answer=given until=Tue
  Mon 11:00 call_meeting by department_head
  Tue 23:00 hold_meeting present=department_head+student by department_head
=> KJ-2.7 pending: because asked, on call_meeting, due Mon+1

kjentmann: C2 an adult's consent has run out, and the guardians are not needed
  student adult
  Mon 08:00 open third_party_concern reported_by=student
  Mon 09:00 hold_talk outcome=admitted by kjentmann
  Mon 10:00 tell_leadership told=department_head
  Mon 10:30 record_consent recipient=guardians answer=given until=Tue
  Mon 11:00 call_meeting by department_head
  Wed 09:00 hold_meeting present=department_head+student by department_head
=> KJ-2.7 satisfied: because met, on record_consent call_meeting hold_meeting

county-six-steps: C2 guardians come to the meeting of an adult who consents
  student adult
  Mon 08:00 open third_party_concern reported_by=student in_lesson=no
  Mon 08:30 contact_leadership told=principal
  Mon 09:00 hold_talk outcome=admitted present=contact_teacher+principal+student
  Mon 09:30 record_consent recipient=guardians answer=given
  Mon 11:00 call_meeting
  Tue 09:00 hold_meeting present=department_head+student+father
=> PR-P4 satisfied: because met, on hold_talk hold_meeting
=> DV-1 satisfied: because met, on record_consent hold_meeting
=> PR-13 satisfied: because met, on record_consent hold_meeting

kjentmann: C2b guardians who cannot come are informed
  Mon 08:00 open third_party_concern reported_by=student
  Mon 09:00 hold_talk outcome=admitted by kjentmann
  Mon 10:00 tell_leadership told=department_head
  Mon 11:00 call_meeting by department_head
  Mon 12:00 record_contact guardians=mother made_by=school outcome=informed_cannot_come
  Tue 09:00 hold_meeting present=department_head+student by department_head
=> KJ-2.7 satisfied: because met, on call_meeting record_contact hold_meeting
=> KJ-P1 satisfied: because met, on hold_talk record_contact

county-six-steps: C2b guardians who will not come are informed, which meets both rows
  Mon 08:00 open self_referral
  Mon 08:30 contact_leadership told=principal
  Mon 09:00 hold_talk outcome=denied present=contact_teacher+principal+student
  Tue 09:00 record_contact guardians=mother made_by=school outcome=declined
=> PR-4 satisfied: because met, on hold_talk record_contact
=> PR-5 satisfied: because met, on hold_talk record_contact
=> PR-12 satisfied: because met, on open record_contact

kjentmann: C4 a duty not yet overdue ends on the birthday, and consent is asked from then on
  student turns 18 Wed
  Mon 08:00 open self_referral
  Wed 09:00 record_contact guardians=mother made_by=school outcome=informed
violated DV-1 DV-2
=> KJ-1.4 not_applicable: because birthday, on open

kjentmann: C4 what was done before the birthday stays valid
  student turns 18 Wed
  Mon 08:00 open self_referral
  Tue 09:00 record_contact guardians=mother made_by=school outcome=informed
  now Fri 09:00
=> KJ-1.4 satisfied: because met, on open record_contact
=> DV-1 not_applicable: because never

kjentmann: C4 a duty overdue on the birthday is violated, and blocks no longer
  student turns 18 Fri
  Mon 08:00 open self_referral
  Mon 09:00 pass_on to=kjentmann
  Mon 09:10 hand_over person=kjentmann
  Mon 09:10 accept_hand_over by kjentmann
  Mon 09:20 hold_talk outcome=admitted by kjentmann
  Fri 10:00 sign_off by principal
  Fri 11:00 close by kjentmann
violated KJ-1.4
=> KJ-1.4 violated: because birthday, on open
=> DV-4 satisfied: because met, on close

kjentmann: C4 a duty that waited for safety is not overdue on the birthday
  student turns 18 Fri
  mark Mon 08:30
  Mon 08:00 open self_referral
  now Fri 12:00
=> KJ-1.4 not_applicable: because birthday, on open

kjentmann: C6 the student is an adult, is an answer
  student adult
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 12:00 record_child_welfare outcome=adult
=> KJ-3.8 satisfied: because met, on open record_child_welfare

kjentmann: C3 nobody is taken out of class on a concern alone
  Mon 08:00 open third_party_concern reported_by=staff
  now Mon 12:00
=> KJ-3.2 not_applicable: because never

county-six-steps: C8 the day back comes though nobody records it
  student adult
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 12:00 student_walked_off talked=yes
  now Wed 00:00
=> SK-P7.1 pending: because asked, on student_walked_off, due Tue, overdue

county-six-steps: C8 only a recorded absence moves it
  student adult
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 12:00 student_walked_off talked=yes
  Tue 09:00 still_absent
  Fri 09:00 still_absent
  now Mon+1 23:00
=> SK-P7.1 pending: because asked, on student_walked_off, due Mon+1
`

const storiesOfRecording = `
kjentmann: typed in on Thursday, in the wrong order
  Mon 08:00 open third_party_concern reported_by=staff recorded Thu 09:00
  Tue 10:00 hold_talk outcome=denied by kjentmann recorded Thu 09:01
  Mon 12:00 pass_on to=kjentmann recorded Thu 09:02
  Mon 10:00 raise_concern with=contact_teacher recorded Thu 09:03
=> KJ-2.1 satisfied: because met, on open raise_concern, recorded 3
=> KJ-2.2 satisfied: because met, on raise_concern pass_on, recorded 3
=> KJ-2.4 satisfied: because met, on open hold_talk, recorded 2

kjentmann: late, and recorded late, are two things
  Mon 08:00 open third_party_concern reported_by=staff
  Wed 10:00 raise_concern with=contact_teacher recorded Fri 09:00
=> KJ-2.1 late: because met, on open raise_concern, due Tue, by 1 school_days, recorded 2

kjentmann: the consent was typed in after the contact that it covers
  student adult
  Mon 08:00 open self_referral
  Mon 10:00 record_contact guardians=mother made_by=school outcome=informed
  Mon 09:00 record_consent recipient=guardians answer=given recorded Tue 09:00
=> DV-1 satisfied: because met, detail recorded_after, on record_consent record_contact
=> DV-2 satisfied: because met, on record_consent record_contact

kjentmann: a correction of when it occurred is honoured
  Mon 08:00 open third_party_concern reported_by=staff
  Wed 10:00 raise_concern with=contact_teacher
  Thu 10:00 correct event=@raise_concern occurred_at=Tue/10:00
=> KJ-2.1 satisfied: because met, on open raise_concern, recorded 1

kjentmann: a correction of what was said is honoured, backwards
  Mon 08:00 open self_referral
  Tue 09:00 record_contact guardians=mother made_by=school outcome=informed
  Tue 10:00 correct event=@record_contact outcome=no_answer
=> KJ-1.4 pending: because asked, on open, due Wed

kjentmann: a correction of what was said is honoured, forwards
  Mon 08:00 open third_party_concern reported_by=student
  Mon 09:00 hold_talk outcome=denied by kjentmann
  Mon 10:00 correct event=@hold_talk outcome=admitted by kjentmann
=> KJ-2.5 pending: because asked, on hold_talk, due Tue
=> KJ-P1 pending: because asked, on hold_talk, due Wed

kjentmann: only breaches, and that the student has left, are taken back
  Mon 08:00 open self_referral
  Mon 09:00 pass_on to=kjentmann
  Mon 10:00 correct event=@pass_on retract=yes
violated DV-13
=> KJ-1.1 satisfied: because met, on open pass_on

kjentmann: fulfilment beats a waiver
  Mon 08:00 open self_referral
  Mon 09:00 waive requirement=KJ-1.1 reason=individual_need by principal
  Tue 10:00 pass_on to=kjentmann
=> KJ-1.1 satisfied: because met, on open pass_on

kjentmann: a waiver given before it was called for
  Mon 08:00 open self_referral
  Mon 09:00 waive requirement=KJ-1.3 reason=student_refuses by principal
  Mon 10:00 hand_over person=kjentmann
  Mon 10:00 accept_hand_over by kjentmann
=> KJ-1.3 waived: because waiver, role principal, detail student_refuses, on waive accept_hand_over

kjentmann: a breach stays violated with its acknowledgement, though it was done after all
  Mon 08:00 open self_referral
  Tue 09:00 record_breach of=KJ-1.1
  Tue 10:00 acknowledge_breach breach=@record_breach by principal
  Tue 11:00 pass_on to=kjentmann
violated KJ-1.1
=> KJ-1.1 violated: because breach, on open record_breach acknowledge_breach, acknowledged, role principal

kjentmann: a breach of a step sets what the step sets
  student adult
  Mon 08:00 open intoxicated_at_school in_class=no
  Mon 09:00 record_breach of=send_home broke P5
violated DV-13
=> KJ-3.10 pending: because asked, on record_breach, due Tue
=> DV-13 violated: because breach, detail P5, on record_breach

kjentmann: a permission is never violated, not even by a breach of it
  Mon 08:00 open self_referral
  Mon 09:00 record_breach of=KJ-1.5
=> KJ-1.5 not_applicable: because never

kjentmann: a refused attempt at what is forbidden violates nothing
  student adult
  Mon 08:00 open self_referral
  Mon 09:00 refused record_contact P2
=> DV-1 not_applicable: because never
`

const storiesOfCases = `
kjentmann: voided, nothing is owed but what voiding itself owes
  Mon 08:00 open self_referral
  Mon 09:00 void reason=wrong_student second_leader=department_head by principal
  now Fri 09:00
=> KJ-1.1 not_applicable: because voided, on open void
=> KJ-1.4 not_applicable: because voided, on open void
=> DV-10 pending: because asked, on void, due Wed, overdue
=> DV-13 not_applicable: because never

kjentmann: the voiding is not agreed to, and all is owed again
  Mon 08:00 open self_referral
  Mon 09:00 void reason=wrong_student second_leader=department_head by principal
  Mon 10:00 confirm_void outcome=not_agreed by department_head
=> KJ-1.1 pending: because asked, on open, due Tue
=> DV-10 satisfied: because met, on void confirm_void

kjentmann: merged into another
  Mon 08:00 open self_referral
  Mon 09:00 merge into=x by principal
  now Fri 09:00
=> KJ-1.1 not_applicable: because merged, on open merge
=> DV-3 not_applicable: because never

kjentmann: a concern, and then the student arrives intoxicated
  Mon 08:00 open third_party_concern reported_by=staff
  Tue 10:00 change_scenario to=intoxicated_at_school
=> KJ-2.4 not_applicable: because moved, on open change_scenario
=> KJ-2.1 not_applicable: because moved, on open change_scenario
=> KJ-3.1 pending: because asked, on change_scenario, due Tue
=> KJ-3.5 pending: because asked, on change_scenario, due Tue

kjentmann: the duty to the guardians moves with the case, and begins anew
  Mon 08:00 open self_referral
  Mon 12:00 change_scenario to=intoxicated_at_school
  Mon 13:00 record_contact guardians=mother made_by=school outcome=informed
=> KJ-1.1 not_applicable: because moved, on open change_scenario
=> KJ-1.4 satisfied: because met, on open record_contact
=> KJ-3.5 satisfied: because met, on change_scenario record_contact

kjentmann: guardians who knew of the concern are told of the episode too
  Mon 08:00 open self_referral
  Mon 09:00 record_contact guardians=mother made_by=school outcome=informed
  Tue 10:00 change_scenario to=intoxicated_at_school
=> KJ-1.4 satisfied: because met, on open record_contact
=> KJ-3.5 pending: because asked, on change_scenario, due Tue

kjentmann: a concern that turns into a request for help
  Mon 08:00 open third_party_concern reported_by=staff
  Mon 12:00 change_scenario to=self_referral
=> KJ-2.4 not_applicable: because moved, on open change_scenario
=> KJ-1.1 pending: because asked, on change_scenario, due Tue
=> KJ-1.4 pending: because asked, on change_scenario, due Wed

kjentmann: the student dies
  Mon 08:00 open self_referral
  Mon 12:00 student_left_school how=died by principal
  now Fri 08:00
=> KJ-1.1 not_applicable: because gone, on open student_left_school
=> KJ-1.4 not_applicable: because gone, on open student_left_school

kjentmann: the student left the school, and the guardians are told all the same
  Mon 08:00 open self_referral
  Mon 12:00 student_left_school how=moved by principal
  now Tue 08:00
=> KJ-1.1 not_applicable: because gone, on open student_left_school
=> KJ-1.4 pending: because asked, on open, due Wed

kjentmann: the tip was a grudge
  Mon 08:00 open third_party_concern reported_by=student
  Mon 10:00 find_unfounded by department_head
  Mon 11:00 sign_off by principal
  Mon 12:00 close
=> KJ-2.1 not_applicable: because freed, on open find_unfounded
=> KJ-2.4 not_applicable: because freed, on open find_unfounded
=> DV-3 satisfied: because met, on sign_off close
=> DV-4 satisfied: because met, on close

kjentmann: the guardians are the danger, and the case closes lawfully
  mark Mon 08:30 confirmed Mon 10:00
  Mon 08:00 open self_referral
  Mon 08:10 pass_on to=kjentmann
  Mon 08:20 hand_over person=kjentmann
  Mon 08:20 accept_hand_over by kjentmann
  Mon 08:30 hold_talk outcome=admitted by kjentmann
  Mon 11:00 record_child_welfare outcome=notified leadership=yes by kjentmann
  Mon 12:00 sign_off by principal
  Mon 13:00 close by kjentmann
=> DV-4 satisfied: because met, on close
=> DV-11 not_applicable: because never

kjentmann: one guardian of two is reached
  guardians mother father
  Mon 08:00 open self_referral
  Tue 08:00 record_contact guardians=father made_by=school outcome=no_answer
  Tue 09:00 record_contact guardians=mother made_by=school outcome=informed
=> KJ-1.4 satisfied: because met, on open record_contact

kjentmann: gone before anyone could talk, and under 18
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 10:50 student_walked_off talked=no
=> KJ-3.3 not_applicable: because freed, on open student_walked_off
=> KJ-3.5 pending: because asked, on open, due Mon
=> KJ-3.9 pending: because asked, on open, due Tue
=> KJ-P5b pending: because asked, on student_walked_off, due Mon
=> KJ-3.10 pending: because asked, on student_walked_off, due Tue

kjentmann: it was no intoxication, and those who were told are corrected
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 11:00 record_contact guardians=mother made_by=school outcome=informed
  Mon 12:00 reassess finding=not_intoxicated
=> KJ-3.8 not_applicable: because freed, on open reassess
=> DV-7 pending: because asked, on reassess, due Wed

kjentmann: 113 first, and leadership reviews it
  student adult
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 10:45 record_emergency what=called_113+contacted_guardians guardians=mother
  Mon 12:00 review_emergency by principal
=> DV-1 not_applicable: because never
=> DV-6 satisfied: because met, on record_emergency review_emergency

social-counsellor: an anonymous talk owes nothing
  student none
  Mon 08:00 open anonymous_consultation asked_by=student
  Mon 09:00 give_advice next=nothing by social_counsellor
  Mon 10:00 sign_off by principal
  Mon 11:00 close
=> HP-1 satisfied: because used, on open
=> DV-4 satisfied: because met, on close

kjentmann: closed too early, taken up again, and done in time
  student adult
  Mon 08:00 open self_referral
  Mon 09:00 sign_off by principal
  Mon 10:00 close
  Mon 11:00 reopen
  Tue 10:00 pass_on to=kjentmann
violated DV-4
=> KJ-1.1 satisfied: because met, on open pass_on
=> DV-3 satisfied: because met, on sign_off close

kjentmann: two departures, and the worst decides
  student adult
  Mon 10:40 open intoxicated_at_school in_class=no
  Mon 12:00 student_walked_off talked=yes
  Tue 08:00 student_back
  Wed 08:00 hold_follow_up topics=situation+rules+help present=student
  Wed 12:00 student_walked_off talked=yes
  Thu 08:00 student_back
  Thu 09:00 hold_follow_up topics=situation+rules present=student
=> KJ-3.10 late: because met, on student_walked_off hold_follow_up, due Tue, by 1 school_days, times 2
=> KJ-3.12 satisfied: because met, on hold_follow_up, times 2
=> KJ-3.13 pending: because asked, on hold_follow_up, due Thu, times 2
`
