package audit_test

// P1, P2, P3: who is told.
const tamperedContact = `
kjentmann: an adult's guardians called without consent
  student adult
  Mon 08:00 open self_referral
+ Mon 08:30 record_consent recipient=guardians answer=given
  Mon 09:00 record_contact guardians=mother made_by=school outcome=informed
violated DV-1 DV-2

kjentmann: a guardian brought into an adult's talk without consent
  student adult
  Mon 08:00 open self_referral
+ Mon 08:30 record_consent recipient=guardians answer=given
  Mon 09:00 hold_talk outcome=admitted present=kjentmann+student+mother by kjentmann
violated DV-1 DV-2

kjentmann: consent to contact with another guardian
  student adult
  Mon 08:00 open self_referral
  Mon 08:30 record_consent recipient=guardians guardians=father answer=given
- Mon 09:00 record_contact guardians=mother made_by=school outcome=informed
+ Mon 09:00 record_contact guardians=father made_by=school outcome=informed
violated DV-1
=> DV-2 satisfied: because met, on record_consent record_contact

kjentmann: two guardians told, and consent for one
  student adult
  Mon 08:00 open self_referral
  Mon 08:30 record_consent recipient=guardians guardians=father answer=given
- Mon 09:00 record_contact guardians=father+mother made_by=school outcome=informed
+ Mon 09:00 record_contact guardians=father made_by=school outcome=informed
violated DV-1

kjentmann: consent about another subject
  student adult
  Mon 08:00 open self_referral
  Mon 08:30 record_consent recipient=guardians about=fetching answer=given
- Mon 09:00 record_contact guardians=mother made_by=school outcome=informed about=concern
+ Mon 09:00 record_contact guardians=mother made_by=school outcome=will_fetch about=fetching
violated DV-1

kjentmann: consent that has expired
  student adult
  Mon 08:00 open self_referral
  Mon 08:30 record_consent recipient=guardians answer=given until=Tue
- Wed 00:10 record_contact guardians=mother made_by=school outcome=informed
+ Tue 23:50 record_contact guardians=mother made_by=school outcome=informed
violated DV-1

kjentmann: consent withdrawn the same hour
  student adult
  Mon 08:00 open self_referral
  Mon 08:30 record_consent recipient=guardians answer=given
- Mon 09:00 withdraw_consent recipient=guardians
+ Mon 09:00 withdraw_consent recipient=nav
  Mon 09:30 record_contact guardians=mother made_by=school outcome=informed
violated DV-1

kjentmann: the guardian consents for an adult
  student adult
  Mon 08:00 open self_referral
- Mon 08:30 record_consent recipient=guardians answer=given given_by=guardian
+ Mon 08:30 record_consent recipient=guardians answer=given given_by=student
  Mon 09:00 record_contact guardians=mother made_by=school outcome=informed
violated DV-1 DV-2

kjentmann: an emergency used as leave for the days after
  student adult
  Mon 08:00 open self_referral
- Mon 08:30 record_emergency what=called_113
- Tue 09:00 record_contact guardians=mother made_by=school outcome=informed
+ Mon 08:30 record_emergency what=contacted_guardians guardians=mother
violated DV-1 DV-2

kjentmann: contact while it is suspended
  Mon 08:00 open self_referral
- mark Mon 08:10
+ mark Mon 08:10 lifted Mon 08:50
  Mon 09:00 record_contact guardians=mother made_by=school outcome=informed
violated DV-11

kjentmann: contact with the one guardian who is the danger
  Mon 08:00 open self_referral
  mark Mon 08:10 of father confirmed Mon 08:20
- Mon 09:00 record_contact guardians=father made_by=school outcome=informed
+ Mon 09:00 record_contact guardians=mother made_by=school outcome=informed
violated DV-11

kjentmann: contact while nobody has said who the student is
  Mon 08:00 open self_referral unclear
+ Mon 08:30 confirm_student student=x
  Mon 09:00 record_contact guardians=mother made_by=school outcome=informed
violated DV-11

kjentmann: contact while the birth date is not known
- student unknown
+ student minor
  Mon 08:00 open self_referral
  Mon 09:00 record_contact guardians=mother made_by=school outcome=informed
violated DV-11

social-counsellor: shared with NAV without consent
  Mon 08:00 open self_referral
+ Mon 08:30 record_consent recipient=nav answer=given
  Mon 09:00 work_with_services agency=nav
violated DV-12

county-six-steps: shared with NAV on consent to PPT
  Mon 08:00 open self_referral
- Mon 08:30 record_consent recipient=ppt answer=given
+ Mon 08:30 record_consent recipient=nav answer=given
  Mon 09:00 consider_agencies outcome=needed considered=nav
  Mon 09:10 involve_agency agency=nav
violated DV-12

social-counsellor: a guardian consents to sharing for an adult
  student adult
  Mon 08:00 open self_referral
- Mon 08:30 record_consent recipient=nav answer=given given_by=guardian
+ Mon 08:30 record_consent recipient=nav answer=given given_by=student
  Mon 09:00 work_with_services agency=nav
violated DV-12

kjentmann: called on the 18th birthday itself
  student turns 18 Wed
  Mon 08:00 open self_referral
- Wed 00:10 record_contact guardians=mother made_by=school outcome=informed
+ Tue 23:50 record_contact guardians=mother made_by=school outcome=informed
violated DV-1 DV-2

kjentmann: born on 29 February, an adult on 28 February
  student born 2008-02-29
  2026-02-26 08:00 open self_referral
- 2026-02-28 10:00 record_contact guardians=mother made_by=school outcome=informed
+ 2026-02-27 10:00 record_contact guardians=mother made_by=school outcome=informed
violated DV-1 DV-2

kjentmann: back-dated to before the birthday, and then corrected
  student turns 18 Wed
  Mon 08:00 open self_referral
  Tue 10:00 record_contact guardians=mother made_by=school outcome=informed recorded Thu 10:00
- Thu 11:00 correct event=@record_contact occurred_at=Wed/10:00
+ Thu 11:00 correct event=@record_contact occurred_at=Mon/10:00
violated DV-1 DV-2
`
