package audit

// standard is where the facts of the vocabulary stand that the audit itself
// sets or asks for.
type standard struct {
	report, age, consent, contact, student, responsible, signOff, told, correction, disclosure, voiding, closing, waiver,
	leadershipActed, emergency, raisedBy, intoxication, episode, childWelfare,
	tried, informed, rang, attended, noted uint8

	// Values, by name.
	minor, adult                                   uint8
	given, refused, withdrawn                      uint8
	suspended, unsafe                              uint8
	left, dead                                     uint8
	toldSchool, toldOutside                        uint8
	correctionOwed, correctionDone                 uint8
	disclosureOwed, disclosureAssessed             uint8
	unconfirmed, confirmed, rejected               uint8
	emergencyRecorded, emergencyReviewed           uint8
	found, suspected, gone, unknown                uint8
	notIntoxicated, isIll                          uint8
	begun, notified                                uint8
	reasoned, closed, assigned, signed, isReceived uint8
	yes, rangTold, notedOpen, notedWritten         uint8

	contactFacts factSet
}

// standard finds them. The vocabulary has them all: a test says so.
func (c *Rules) standard() standard {
	at := func(id string) uint8 { return uint8(c.index[id]) }
	v := func(id, value string) uint8 { return uint8(c.value(c.index[id], value)) }
	s := standard{
		report: at("report"), age: at("age"), consent: at("consent"), contact: at("contact"), student: at("student"),
		responsible: at("responsible"), signOff: at("sign_off"), told: at("told"), correction: at("correction"),
		disclosure: at("disclosure"), voiding: at("voiding"), closing: at("closing"), waiver: at("waiver"),
		leadershipActed: at("leadership_acted"), emergency: at("emergency"), raisedBy: at("raised_by"),
		intoxication: at("intoxication"), episode: at("episode"), childWelfare: at("child_welfare"), tried: at("guardian_tried"),
		informed: at("guardian_informed"), rang: at("guardian_rang"), attended: at("guardian_attended"), noted: at("noted"),

		minor: v("age", "minor"), adult: v("age", "adult"),
		given: v("consent", "given"), refused: v("consent", "refused"), withdrawn: v("consent", "withdrawn"),
		suspended: v("contact", "suspended"), unsafe: v("contact", "unsafe"),
		left: v("student", "left"), dead: v("student", "dead"),
		toldSchool: v("told", "school"), toldOutside: v("told", "outside"),
		correctionOwed: v("correction", "owed"), correctionDone: v("correction", "done"),
		disclosureOwed: v("disclosure", "owed"), disclosureAssessed: v("disclosure", "assessed"),
		unconfirmed: v("voiding", "unconfirmed"), confirmed: v("voiding", "confirmed"), rejected: v("voiding", "rejected"),
		emergencyRecorded: v("emergency", "recorded"), emergencyReviewed: v("emergency", "reviewed"),
		found: v("intoxication", "found"), suspected: v("intoxication", "suspected"), gone: v("intoxication", "gone"),
		unknown:        v("intoxication", "unknown"),
		notIntoxicated: v("intoxication", "not_intoxicated"), isIll: v("intoxication", "ill"),
		begun: v("episode", "begun"), notified: v("child_welfare", "notified"),
		reasoned: v("waiver", "reasoned"), closed: v("closing", "closed"), assigned: v("responsible", "assigned"),
		signed: v("sign_off", "given"), isReceived: v("report", "received"),
		yes: v("guardian_informed", "yes"), rangTold: v("guardian_rang", "told"),
		notedOpen: v("noted", "open"), notedWritten: v("noted", "written"),
	}
	for i := range c.vocabulary {
		if c.vocabulary[i].Contact {
			s.contactFacts.add(uint8(i))
		}
	}
	return s
}
