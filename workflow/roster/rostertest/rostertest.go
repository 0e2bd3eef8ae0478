// Package rostertest makes rosters of invented people for tests.
package rostertest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// The headings of the public format, word for word.
const (
	Orgs        = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
	Users       = "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
	Classes     = "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\n"
	Enrollments = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
	Births      = "sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus\n"
	Sessions    = "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n"
	Courses     = "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\n"
)

var headers = map[string]string{
	"orgs": Orgs, "users": Users, "classes": Classes, "enrollments": Enrollments, "demographics": Births,
	"academicSessions": Sessions, "courses": Courses,
}

// Files is a roster by the names of its files, without .csv: the rows below the
// headings.
type Files map[string]string

// Bulk is a zip in which every file is all there is.
func (f Files) Bulk() []byte { return f.Zip("bulk") }

// Delta is a zip in which every file is what has changed.
func (f Files) Delta() []byte { return f.Zip("delta") }

// Zip packs the files, with a manifest that says what each of them is.
func (f Files) Zip(mode string) []byte {
	contents := map[string]string{}
	manifest := "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\n"
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		rows, ok := f[name]
		if !ok {
			manifest += "file." + name + ",absent\n"
			continue
		}
		manifest += "file." + name + "," + mode + "\n"
		contents[name+".csv"] = headers[name] + rows
	}
	contents["manifest.csv"] = manifest + "source.systemName,Oppdiktet\n"
	return Pack(contents)
}

// Pack makes a zip of files as they are, by name.
func Pack(contents map[string]string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(contents)) {
		to, err := w.Create(name)
		if err == nil {
			_, err = to.Write([]byte(contents[name]))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// With is the files with some of them replaced.
func (f Files) With(more Files) Files {
	all := maps.Clone(f)
	maps.Copy(all, more)
	return all
}

var (
	given  = strings.Fields("Ada Bo Cecilie Dag Eira Finn Gro Hauk Ida Jon Kaja Lars Maja Nils Oda Per Ragna Sindre Tiril Ulrik Vilde Ylva Åse Øystein")
	family = strings.Fields("Askeland Bjørkli Dalseth Elvestad Fjellby Granmo Haugtun Isdal Kvernli Lundeby Myrvang Nesheim Oremo Rudsli Skogtun Tveitmo Ulvestad Vollan")
)

// Town is so many schools with so many students each: 25 in a class, every class
// with a contact teacher, every student with two guardians. Nobody in it exists.
func Town(schools, students int) Files {
	var orgs, users, classes, enrollments, births strings.Builder
	fmt.Fprintf(&orgs, "fylke,,,Oppdiktet fylke,district,900000000,\n")
	for s := range schools {
		school := fmt.Sprintf("sk-%03d", s)
		fmt.Fprintf(&orgs, "%s,,,Oppdiktet videregående skole %d,school,%d,fylke\n", school, s, 910000000+s)
		for n := range students {
			id := fmt.Sprintf("%03d-%06d", s, n)
			class := fmt.Sprintf("kl-%03d-%04d", s, n/25)
			if n%25 == 0 {
				fmt.Fprintf(&classes, "%s,,,%s,,,,homeroom,,%s,,,,\n", class, Class(n/25), school)
				fmt.Fprintf(&users, "la-%s,,,true,%s,teacher,la%s,{Feide:la%s@fylke.example},%s,%s,,,,,,,,\n", class, school, class, class, given[(n/25)%len(given)], family[(n/25)%len(family)])
				fmt.Fprintf(&enrollments, "et-%s,,,%s,%s,la-%s,teacher,true,,\n", class, class, school, class)
			}
			last := family[(n/3+s)%len(family)]
			fmt.Fprintf(&users, "el-%s,,,true,%s,student,el%s,{Feide:el%s@fylke.example},%s,%s,,,el%s@fylke.example,,,\"fo-%s-1,fo-%s-2\",VG%d,hemmelig\n", id, school, id, id, given[n%len(given)], last, id, id, id, 1+n%3)
			for g := 1; g <= 2; g++ {
				fmt.Fprintf(&users, "fo-%s-%d,,,true,%s,parent,,,%s,%s,,,,+47400%05d,,,,\n", id, g, school, given[(n+7*g)%len(given)], last, n%100000)
			}
			fmt.Fprintf(&enrollments, "ee-%s,,,%s,%s,el-%s,student,false,,\n", id, class, school, id)
			fmt.Fprintf(&births, "el-%s,,,%d-%02d-%02d,female,false,false,false,false,true,false,false,NO,,,\n", id, 2008+n%3, 1+n%12, 1+n%28)
		}
	}
	return Files{
		"orgs": orgs.String(), "users": users.String(), "classes": classes.String(), "enrollments": enrollments.String(),
		"demographics": births.String(), "academicSessions": "2026,,,2026/27,schoolYear,2026-08-17,2027-06-18,,2027\n", "courses": "",
	}
}

// Class is what the n-th class of a school is called.
func Class(n int) string {
	return fmt.Sprintf("%dST%c%s", 1+n%3, 'A'+rune(n/3%26), strings.Repeat("X", n/78))
}
