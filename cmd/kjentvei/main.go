// Kjentvei ("the known way") leads a school's staff through their routine when
// they worry about a student and alcohol or drugs. This is its command line.
//
// Results go to standard output, all else to standard error. The exit status is
// 0 when all is well, 1 when something failed, 2 for wrong usage or malformed
// input, and 3 when a check found something.
package main

import (
	"io"
	"os"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// commands is every command in the order in which people are shown them. One
// without run is announced and not part of this version.
var commands = []command{
	{name: "serve", args: "[--addr HOST:PORT] [--demo [--now T]] [--tls-cert FILE --tls-key FILE] [--behind-proxy ADDR,…] [--public-url URL] [--metrics HOST:PORT]", about: texts.Serve, example: "serve --demo", data: true, options: serveOptions, run: serve},
	{name: "routine list", about: texts.RoutineList, example: "routine list --lang en", report: true, table: true, data: true, run: routineList},
	{name: "routine show", args: "ID|PATH", about: texts.RoutineShow, example: "routine show kjentmann --format html > plan.html", report: true, forms: planForms, run: routineShow},
	{name: "routine check", args: "ID|PATH…", about: texts.RoutineCheck, example: "routine check ./my-routine.yaml", report: true, run: routineCheck},
	{name: "routine draw", args: "ID|PATH|--case REF [--columns N]", about: texts.RoutineDraw, example: "routine draw kjentmann --columns 2 > kjentmann.svg", report: true, forms: drawForms, data: true, options: drawOptions, run: routineDraw},
	{name: "routine diff", args: "ID@V|PATH ID@V|PATH", about: texts.RoutineDiff, example: "routine diff kjentmann@1 ./my-routine.yaml", report: true, forms: planForms, data: true, run: routineDiff},
	{name: "routine new", args: "[--id ID]", about: texts.RoutineNew, example: "routine new --id our-school > our-school.yaml", options: newOptions, run: routineNew},
	{name: "routine publish", args: "PATH", about: texts.RoutinePublish, example: "routine publish our-school.yaml", data: true, run: routinePublish},
	{name: "audit import", args: "FILE|--template [--routine ID|PATH]", about: auditTexts.Import, example: "audit import last-year.csv --routine kjentmann", report: true, forms: auditForms, options: importOptions, run: auditImport},
	{name: "audit evaluate", args: "--year YEAR [--school S] [--publish]", about: auditTexts.Evaluate, example: "audit evaluate --year 2026 --format html > evaluation.html", report: true, forms: evaluateForms, data: true, options: evaluateOptions, run: auditEvaluate},
	{name: "audit", args: "[--school S] [--from D] [--to D] [--case REF] [--publish]", about: texts.Audit, example: "audit --from 2026-08-01 --to 2026-12-31", report: true, forms: auditForms, data: true, options: auditOptions, run: auditCases},
	{name: "verify", args: "[PATH]", about: texts.Verify, example: "verify monday.db", report: true, data: true, run: verify},
	{name: "user add", args: "NAME --role R --school S [--name NAME]", about: texts.UserAdd, example: "user add kari --role kjentmann --school rogn --name \"Kari Nordmann\" < password.txt", data: true, options: userOptions, run: userAdd},
	{name: "user list", about: texts.UserList, example: "user list", report: true, table: true, data: true, run: userList},
	{name: "user end", args: "NAME --role R --school S [--on D]", about: texts.UserEnd, example: "user end kari --role kjentmann --school rogn --on 2027-06-18", data: true, options: userEndOptions, run: userEnd},
	{name: "user disable", args: "NAME", about: texts.UserDisable, example: "user disable kari", data: true, run: userDisable},
	{name: "user invite", args: "NAME", about: opsTexts.UserInvite, example: "user invite kari", data: true, run: userInvite},
	{name: "user forget-login", args: "NAME", about: opsTexts.UserForget, example: "user forget-login ola@fylke.no", data: true, run: userForget},
	{name: "token create", args: "--user NAME [--scope S] [--expires D]", about: texts.TokenCreate, example: "token create --user kari --scope read --expires 2026-12-31", data: true, options: tokenOptions, run: tokenCreate},
	{name: "token list", about: texts.TokenList, example: "token list", report: true, table: true, data: true, run: tokenList},
	{name: "token revoke", args: "ID", about: texts.TokenRevoke, example: "token revoke 019c5f4e-6a1b-7cc2-9d35-0b8a7f2e4d61", data: true, run: tokenRevoke},
	{name: "import", args: "FILE [--dry-run] [--school S]", about: texts.Import, example: "import roster.zip --school rogn --dry-run", report: true, data: true, options: rosterOptions, run: importRoster},
	{name: "export", args: "…", about: texts.Export, example: "export"},
	{name: "erase", args: "…", about: texts.Erase, example: "erase"},
	{name: "backup", args: "FILE", about: texts.Backup, example: "backup monday.db", data: true, run: backup},
	{name: "restore", args: "FILE", about: texts.Restore, example: "restore monday.db --data ./new", data: true, run: restore},
}

// run does what args ask for and returns the exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	c := &call{lang: askedLang(args), stdin: stdin, out: stdout, stderr: stderr}
	err := c.dispatch(args)
	if writeErr := c.flush(); writeErr != nil {
		err = writeErr
	}
	return c.conclude(err)
}
