package roster

import "slices"

// The files of the standard. Those that are read come first, in the order in
// which mistakes are told.
const (
	fileManifest    = "manifest.csv"
	fileOrgs        = "orgs.csv"
	fileUsers       = "users.csv"
	fileClasses     = "classes.csv"
	fileEnrollments = "enrollments.csv"
	fileBirths      = "demographics.csv"
)

var readFiles = []string{fileManifest, fileOrgs, fileUsers, fileClasses, fileEnrollments, fileBirths}

// otherFiles are let by, unread.
var otherFiles = []string{
	"academicSessions.csv", "categories.csv", "classResources.csv", "courses.csv", "courseResources.csv",
	"lineItems.csv", "resources.csv", "results.csv",
}

// rank is where the mistakes of a file stand among those of others.
func rank(file string) int {
	if at := slices.Index(readFiles, file); at >= 0 {
		return at
	}
	return len(readFiles)
}

// The columns of the standard, version 1.1.
var headers = map[string][]string{
	fileManifest: {"propertyName", "value"},
	fileOrgs:     {"sourcedId", "status", "dateLastModified", "name", "type", "identifier", "parentSourcedId"},
	fileUsers: {
		"sourcedId", "status", "dateLastModified", "enabledUser", "orgSourcedIds", "role", "username", "userIds", "givenName",
		"familyName", "middleName", "identifier", "email", "sms", "phone", "agentSourcedIds", "grades", "password",
	},
	fileClasses: {
		"sourcedId", "status", "dateLastModified", "title", "grades", "courseSourcedId", "classCode", "classType", "location",
		"schoolSourcedId", "termSourcedIds", "subjects", "subjectCodes", "periods",
	},
	fileEnrollments: {
		"sourcedId", "status", "dateLastModified", "classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary",
		"beginDate", "endDate",
	},
	fileBirths: {
		"sourcedId", "status", "dateLastModified", "birthDate", "sex", "americanIndianOrAlaskaNative", "asian",
		"blackOrAfricanAmerican", "nativeHawaiianOrOtherPacificIslander", "white", "demographicRaceTwoOrMoreRaces",
		"hispanicOrLatinoEthnicity", "countryOfBirthCode", "stateOfBirthAbbreviation", "cityOfBirth", "publicSchoolResidenceStatus",
	},
}

// onRace are the columns of which it is counted how often something was dropped.
var onRace = headers[fileBirths][5:12]
