package audit_test

// What the routine forbids, and where.
const tamperedSteps = `
kjentmann: sent home under 18 with nobody
  Mon 08:00 open intoxicated_at_school in_class=no -> at_school
  Mon 08:10 assess_condition present=department_head+student finding=found
  Mon 08:20 judge_safety judgement=safe
  Mon 08:30 hear_student outcome=heard
  Mon 08:40 hold_send_home_talk present=contact_teacher+student
+ Mon 08:50 handover_to_adult adult=mother
  Mon 09:00 send_home by department_head -> away
violated DV-13
=> DV-13 violated: because forbidden, detail P6, on send_home

kjentmann: sent home though it was not judged safe
  student adult
  Mon 08:00 open intoxicated_at_school in_class=no
  Mon 08:10 assess_condition present=department_head+student finding=found
- Mon 08:20 judge_safety judgement=unsafe
+ Mon 08:20 judge_safety judgement=safe
  Mon 08:30 hear_student outcome=heard
  Mon 08:40 hold_send_home_talk present=contact_teacher+student
  Mon 09:00 send_home by department_head
violated DV-13

kjentmann: sent home without the talk
  student adult
  Mon 08:00 open intoxicated_at_school in_class=no
  Mon 08:10 assess_condition present=department_head+student finding=found
  Mon 08:20 judge_safety judgement=safe
  Mon 08:30 hear_student outcome=heard
+ Mon 08:40 hold_send_home_talk present=contact_teacher+student
  Mon 09:00 send_home by department_head
violated DV-13

kjentmann: sent home unheard
  student adult
  Mon 08:00 open intoxicated_at_school in_class=no
  Mon 08:10 assess_condition present=department_head+student finding=found
  Mon 08:20 judge_safety judgement=safe
+ Mon 08:30 hear_student outcome=declined
  Mon 08:40 hold_send_home_talk present=contact_teacher+student
  Mon 09:00 send_home by department_head
violated DV-13

kjentmann: sent home on a safe arrangement that no leader made
  Mon 08:00 open intoxicated_at_school in_class=no
  Mon 08:10 assess_condition present=department_head+student finding=found
  Mon 08:20 judge_safety judgement=safe
  Mon 08:30 hear_student outcome=heard
  Mon 08:40 hold_send_home_talk present=contact_teacher+student
- Mon 08:50 arrange_safely by contact_teacher
+ Mon 08:50 arrange_safely by department_head
  Mon 09:00 send_home by department_head
violated DV-13

kjentmann: sent home by a teacher
  student adult
  Mon 08:00 open intoxicated_at_school in_class=no
  Mon 08:10 assess_condition present=department_head+student finding=found
  Mon 08:20 judge_safety judgement=safe
  Mon 08:30 hear_student outcome=heard
  Mon 08:40 hold_send_home_talk present=contact_teacher+student
- Mon 09:00 send_home by contact_teacher
+ Mon 09:00 send_home by department_head
violated DV-13

kjentmann: the adult came only after the student had been sent home
  Mon 08:00 open intoxicated_at_school in_class=no
  Mon 08:10 assess_condition present=department_head+student finding=found
  Mon 08:20 judge_safety judgement=safe
  Mon 08:30 hear_student outcome=heard
  Mon 08:40 hold_send_home_talk present=contact_teacher+student
  Mon 08:50 handover_to_adult adult=mother
  Mon 09:00 send_home by department_head
- Mon 10:00 correct event=@handover_to_adult occurred_at=Mon/09:30
+ Mon 10:00 correct event=@handover_to_adult occurred_at=Mon/08:55
violated DV-13
=> DV-13 violated: because forbidden, detail P6, on send_home

kjentmann: fetched by nobody
  Mon 08:00 open intoxicated_at_school in_class=no -> at_school
+ Mon 08:30 handover_to_adult adult=mother
  Mon 09:00 student_fetched -> away
violated DV-13

kjentmann: settled as unfounded after an admission
  student adult
  Mon 08:00 open third_party_concern reported_by=student
- Mon 09:00 hold_talk outcome=admitted by kjentmann
+ Mon 09:00 hold_talk outcome=denied by kjentmann
  Mon 10:00 find_unfounded by department_head
violated DV-13
=> DV-13 violated: because forbidden, detail P4, on find_unfounded

kjentmann: a step from a state to which it does not belong
  student adult
  Mon 08:00 open third_party_concern reported_by=student -> received
- Mon 09:00 settle_follow_up by department_head -> settled
+ Mon 09:00 find_unfounded by department_head -> settled
violated DV-13
=> DV-13 violated: because forbidden, detail state, on settle_follow_up

kjentmann: a step that leads where it does not lead
  student adult
  Mon 08:00 open self_referral -> received
- Mon 09:00 pass_on to=kjentmann -> settled
+ Mon 09:00 pass_on to=kjentmann -> passed
violated DV-13

kjentmann: a common step that moves the case on
  student adult
  Mon 08:00 open self_referral -> received
- Mon 09:00 add_note -> settled
+ Mon 09:00 add_note
violated DV-13

kjentmann: a step of the routine in a case that is closed
  student none
  Mon 08:00 open anonymous_consultation asked_by=staff -> consulting
  Mon 08:30 give_advice next=nothing by kjentmann -> consulted
+ Mon 08:40 give_advice next=nothing by kjentmann
  Mon 09:00 sign_off by principal
  Mon 10:00 close -> closed
- Mon 11:00 give_advice next=nothing by kjentmann -> consulted
violated DV-13

kjentmann: closed from a state in which no case can end
  student adult
  Mon 08:00 open self_referral -> received
- Mon 08:10 waive requirement=KJ-1.1 reason=individual_need by principal
+ Mon 08:10 pass_on to=kjentmann -> passed
+ Mon 08:20 hand_over person=kjentmann
+ Mon 08:20 accept_hand_over by kjentmann
+ Mon 08:30 hold_talk outcome=denied by kjentmann -> watching
+ Mon 08:40 settle_follow_up by kjentmann -> settled
  Mon 09:00 sign_off by department_head
  Mon 10:00 close by department_head -> closed
violated DV-13

kjentmann: the follow-up talk before the student was back
  student adult
  Mon 08:00 open intoxicated_at_school in_class=no -> at_school
  Mon 08:10 student_walked_off talked=yes -> away
+ Tue 08:00 student_back -> returned
- Mon 09:00 hold_follow_up topics=situation+rules+help present=student by department_head
+ Tue 09:00 hold_follow_up topics=situation+rules+help present=student by department_head -> after
violated DV-13

kjentmann: closed without the follow-up talk
  student adult
  Mon 08:00 open intoxicated_at_school in_class=no -> at_school
  Mon 08:05 alert_staff alerted=department_head
  Mon 08:10 assess_condition present=department_head+student finding=found
  Mon 08:20 judge_safety judgement=safe
  Mon 08:30 record_child_welfare outcome=adult
  Mon 08:40 consider_police outcome=not_contacted
  Mon 09:00 student_walked_off talked=yes -> away
  Tue 08:00 student_back -> returned
+ Tue 09:00 hold_follow_up topics=situation+rules+help present=student by department_head -> after
  Tue 10:00 sign_off by principal
  Tue 11:00 close -> closed
violated KJ-3.10 DV-4
=> DV-4 violated: because forbidden, detail KJ-3.10, on close

kjentmann: closed because a teacher wrote that the student has left the school
  student adult
  Mon 08:00 open intoxicated_at_school in_class=no
  Mon 08:05 alert_staff alerted=department_head
  Mon 08:10 assess_condition present=department_head+student finding=found
  Mon 08:20 judge_safety judgement=safe
  Mon 08:30 record_child_welfare outcome=adult
  Mon 08:40 consider_police outcome=not_contacted
  Mon 09:00 student_walked_off talked=yes
- Mon 10:00 student_left_school how=moved by contact_teacher
+ Mon 10:00 student_left_school how=moved by department_head
  Tue 10:00 sign_off by principal
  Tue 11:00 close
violated DV-13

kjentmann: an emergency reviewed by whoever reported it
  Mon 08:00 open self_referral
  Mon 09:00 record_emergency what=called_113
- Mon 10:00 review_emergency by contact_teacher
+ Mon 10:00 review_emergency by principal
violated DV-13

kjentmann: a step by somebody who is recused
  Mon 08:00 open self_referral
- Mon 08:30 recuse person=kjentmann reason=accused by principal
+ Mon 08:30 recuse person=social_counsellor reason=accused by principal
  Mon 09:00 add_note by kjentmann
violated DV-13
`

// P12 and waivers: what may be lifted, and by whom.
const tamperedExceptions = `
kjentmann: waived by a teacher
  student adult
  Mon 08:00 open self_referral
- Mon 09:00 waive requirement=KJ-1.1 reason=individual_need by contact_teacher_2
+ Mon 09:00 waive requirement=KJ-1.1 reason=individual_need by principal
violated DV-5
=> DV-5 violated: because forbidden, detail not_leader, on waive
=> KJ-1.1 pending: because asked, due Tue, on open

kjentmann: waived by the leader who is responsible
  student adult
  Mon 08:00 open self_referral by department_head
- Mon 09:00 waive requirement=KJ-1.1 reason=individual_need by department_head
+ Mon 09:00 waive requirement=KJ-1.1 reason=individual_need by department_head_2
violated DV-5

kjentmann: waived though it cannot be
  student adult
  Mon 08:00 open intoxicated_at_school in_class=no
- Mon 09:00 waive requirement=KJ-3.8 reason=individual_need by principal
+ Mon 09:00 waive requirement=KJ-3.9 reason=individual_need by principal
violated DV-5
=> KJ-3.8 pending: because asked, due Tue, on open

kjentmann: waived without a reason in words
  student adult
  Mon 08:00 open self_referral
- Mon 09:00 waive requirement=KJ-1.1 reason=individual_need without why by principal
+ Mon 09:00 waive requirement=KJ-1.1 reason=individual_need by principal
violated DV-5

kjentmann: nobody reached, and nobody had tried
  Mon 08:00 open self_referral
+ Mon 08:30 record_contact guardians=mother made_by=school outcome=no_answer
  Mon 09:00 waive requirement=KJ-1.4 reason=nobody_reached by principal
violated DV-5

kjentmann: contact may harm, and leadership had not confirmed it
  Mon 08:00 open self_referral
- mark Mon 08:10
+ mark Mon 08:10 confirmed Mon 08:20
  Mon 08:30 record_child_welfare outcome=not_notified
  Mon 09:00 waive requirement=KJ-1.4 reason=contact_may_harm by principal
violated DV-5

kjentmann: a leader's waiver turned to another requirement by a teacher
  Mon 08:00 open self_referral
  Mon 09:00 waive requirement=KJ-1.1 reason=individual_need by principal
- Mon 10:00 correct event=@waive requirement=KJ-1.4 by contact_teacher
violated DV-13
=> KJ-1.4 pending: because asked, due Wed, on open
=> KJ-1.1 waived: because waiver, role principal, on open waive

kjentmann: closed on a breach that nobody has acknowledged
  student none
  Mon 08:00 open anonymous_consultation asked_by=staff
  Mon 09:00 record_breach of=give_advice broke P2
+ Mon 09:30 acknowledge_breach breach=@record_breach by principal
  Mon 10:00 sign_off by principal
  Mon 11:00 close
violated DV-4 DV-13
twin DV-13

kjentmann: a breach acknowledged by a teacher
  student none
  Mon 08:00 open anonymous_consultation asked_by=staff
  Mon 09:00 record_breach of=give_advice broke P2
- Mon 09:30 acknowledge_breach breach=@record_breach by contact_teacher_2
+ Mon 09:30 acknowledge_breach breach=@record_breach by principal
  Mon 10:00 sign_off by principal
  Mon 11:00 close
violated DV-4 DV-13
twin DV-13

kjentmann: a breach retracted by a teacher
  student adult
  Mon 08:00 open self_referral
  Mon 09:00 record_breach of=KJ-1.1
- Mon 10:00 correct event=@record_breach retract=yes by contact_teacher
+ Mon 10:00 correct event=@record_breach retract=yes by principal
violated KJ-1.1 DV-13

kjentmann: a breach turned into something harmless by a teacher
  student adult
  Mon 08:00 open self_referral
  Mon 09:00 record_breach of=KJ-1.1
- Mon 10:00 correct event=@record_breach of=KJ-1.2 by contact_teacher
+ Mon 10:00 correct event=@record_breach retract=yes by principal
violated KJ-1.1 DV-13

kjentmann: sent home alone, recorded as a breach
  Mon 08:00 open intoxicated_at_school in_class=no
- Mon 09:00 record_breach of=send_home broke P6+KJ-3.6
+ Mon 09:00 refused send_home P6 by department_head
violated KJ-3.6 DV-13
=> KJ-3.6 violated: because breach, on record_breach

kjentmann: the voiding confirmed by whoever voided
  student adult
  Mon 08:00 open self_referral
  Mon 09:00 void reason=wrong_student second_leader=department_head by principal
- Mon 10:00 confirm_void outcome=agreed by principal
+ Mon 10:00 confirm_void outcome=agreed by department_head
violated DV-13
`
