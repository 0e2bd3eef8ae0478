package demo

import (
	"fmt"
	"math/rand/v2"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
)

// The two schools. Nearly everything happens at the first.
const (
	Rogn  workflow.SchoolID = "rogn"
	Selje workflow.SchoolID = "selje"
)

// names are what people call the schools.
var names = map[workflow.SchoolID]string{
	Rogn:  "Rogn videregående øveskole",
	Selje: "Selje videregående øveskole",
}

// Account is somebody who can log in to the demo.
type Account struct {
	User   string // also the id of the member of staff
	Name   string
	Role   string
	School workflow.SchoolID
}

// Accounts lists who can log in: at least one for each role, named for it, and
// a principal of the other school. The rest of the staff have no account.
func Accounts() []Account {
	return []Account{
		{"contact_teacher", "Test Kontaktlærer", "contact_teacher", Rogn},
		{"contact_teacher_2", "Øve Prøvesen", "contact_teacher", Rogn},
		{"kjentmann", "Kjenta Prøvdal", "kjentmann", Rogn},
		{"social_counsellor", "Sosia Testvik", "social_counsellor", Rogn},
		{"department_head", "Avdis Øvelund", "department_head", Rogn},
		{"department_head_2", "Leidulf Øvingsrud", "department_head", Rogn},
		{"principal", "Rekta Eksempelmo", "principal", Rogn},
		{"student_services", "Tjena Liksomsen", "student_services", Rogn},
		{"auditor", "Revi Etterpåsen", "auditor", Rogn},
		{"observer", "Obse Langtifra", "observer", Rogn},
		{"administrator", "Admi Oppsettdal", "administrator", Rogn},
		{"outsider", "Ute Naboskog", "principal", Selje},
	}
}

// staff lists everybody who works at either school: those with an account, and
// colleagues without.
func staff() []*workflow.Staff {
	var all []*workflow.Staff
	add := func(id, user, name, role string, school workflow.SchoolID) {
		all = append(all, &workflow.Staff{
			ID: workflow.ActorID(id), User: user, Name: name,
			Roles: []workflow.SchoolRole{{School: school, Role: role}},
		})
	}
	for _, a := range Accounts() {
		add(a.User, a.User, a.Name, a.Role, a.School)
	}
	for _, more := range []struct {
		role     string
		from, to int
	}{
		{"contact_teacher", 3, 25}, {"kjentmann", 2, 2}, {"social_counsellor", 2, 2}, {"department_head", 3, 3}, {"student_services", 2, 4},
	} {
		for n := more.from; n <= more.to; n++ {
			i := len(all)
			name := firstNames[(i*7)%len(firstNames)] + " " + staffNames[i%len(staffNames)]
			add(fmt.Sprintf("%s_%d", more.role, n), "", name, more.role, Rogn)
		}
	}
	return all
}

var (
	firstNames = []string{
		"Bjørk", "Lind", "Hegg", "Osp", "Furu", "Gran", "Eik", "Alm", "Ask", "Einer", "Lønn", "Hassel", "Pil", "Barlind", "Selje",
		"Svale", "Spurv", "Trost", "Meis", "Ørn", "Hauk", "Lerke", "Gjøk", "Due", "Ugle", "Terne", "Alke", "Kråke", "Skjære", "Lom",
		"Tåke", "Regn", "Skur", "Rim", "Sludd", "Bris", "Kuling", "Yr", "Dogg", "Hagl",
	}
	lastNames = []string{
		"Testdal", "Øvelien", "Eksempelrud", "Prøvheim", "Testmo", "Øvingstad", "Påfunnsen", "Oppdiktsen", "Latsomdal", "Liksomhaug",
		"Prøvebakken", "Testnes", "Eksempelvik", "Øvebråten", "Utkastås",
	}
	staffNames = []string{"Prøvelærer", "Testansatt", "Øvekollega", "Eksempellærer", "Liksomkollega"}
	classes    = []string{"STA", "STB", "STC", "MDA", "PBA", "HSA", "HSB", "ELA", "BAA", "IDA"}
)

const (
	students      = 600
	otherStudents = 60
)

// special are students whom cases ask for by what is special about them: the
// key is the place on the roster.
var special = map[int]string{
	7:   "turning",   // turns 18 within the week
	48:  "turned",    // turned 18 a few days ago
	133: "leap",      // born on 29 February
	204: "colleague", // has a guardian who works at the school
	281: "barred",    // has a guardian who must not be contacted
	333: "orphan",    // has no guardian in the roster
	402: "undated",   // has no birth date in the roster
}

// roster makes the students of a school. It depends on nothing but the day.
func roster(school workflow.SchoolID, count int, today calendar.Date) []*workflow.Student {
	seed := uint64(len(school))
	random := rand.New(rand.NewPCG(seed, 2))
	names := random.Perm(len(firstNames) * len(lastNames))
	year := today.Year() // in which the school year began
	if today < calendar.On(year, time.August, 1) {
		year--
	}
	all := make([]*workflow.Student, count)
	for i := range all {
		grade := 1 + random.IntN(3)
		born := year - 15 - grade
		if random.IntN(12) == 0 {
			born-- // took a year more
		}
		n := names[i]
		s := &workflow.Student{
			ID:        workflow.StudentID(fmt.Sprintf("%s-%03d", school, i+1)),
			School:    school,
			Name:      firstNames[n%len(firstNames)] + " " + lastNames[n/len(firstNames)],
			Class:     fmt.Sprintf("%d%s", grade, classes[random.IntN(len(classes))]),
			BirthDate: calendar.On(born, time.January, 1) + calendar.Date(random.IntN(365)),
		}
		last := lastNames[n/len(firstNames)]
		for g := range 1 + random.IntN(2) {
			s.Guardians = append(s.Guardians, workflow.Guardian{
				ID: fmt.Sprintf("g%d", g+1), Name: firstNames[random.IntN(len(firstNames))] + " " + last,
				Phone: fmt.Sprintf("00 00 %02d %02d", i/100, (2*i+g)%100),
			})
		}
		if school == Rogn {
			distinguish(s, special[i], today)
		}
		all[i] = s
	}
	return all
}

// distinguish gives a student what is special about them.
func distinguish(s *workflow.Student, what string, today calendar.Date) {
	switch what {
	case "turning":
		s.BirthDate, s.Class = eighteen(today+3), "3STA"
	case "turned":
		s.BirthDate, s.Class = eighteen(today-3), "3PBA"
	case "leap":
		year := today.Year() - 18
		for !leap(year) {
			year--
		}
		s.BirthDate, s.Class = calendar.On(year, time.February, 29), "3MDA"
	case "colleague":
		s.BirthDate = eighteen(today + 500)
		s.Guardians = []workflow.Guardian{
			{ID: "g1", Name: "Øve Prøvesen", Phone: "00 00 00 98", Staff: "contact_teacher_2"},
			{ID: "g2", Name: "Regn Prøvesen", Phone: "00 00 00 99"},
		}
	case "barred":
		s.BirthDate = eighteen(today + 400)
		s.Guardians = []workflow.Guardian{
			{ID: "g1", Name: "Lom Øvelien", Phone: "00 00 00 96"},
			{ID: "g2", Name: "Hagl Øvelien", Phone: "00 00 00 97", Barred: true},
		}
	case "orphan":
		s.Guardians = nil
	case "undated":
		s.BirthDate = 0
	}
}

func leap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

// eighteen is the birth date of somebody who turns 18 on the day.
func eighteen(on calendar.Date) calendar.Date {
	day := on.Start(time.UTC)
	birth := calendar.On(day.Year()-18, day.Month(), day.Day())
	for calendar.AdultOn(birth) > on {
		birth--
	}
	return birth
}
