package xes

// ExtensionURI names the extension that our attributes belong to. Nothing is to
// be found there: Extension is its declaration.
const ExtensionURI = "urn:kjentvei:xes:1"

// header is everything before the first trace. What is global is in each trace,
// or each event, with a value of its own.
const header = `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2023" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">
	<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
	<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
	<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
	<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
	<extension name="Kjentvei" prefix="kjentvei" uri="` + ExtensionURI + `"/>
	<global scope="trace">
		<string key="concept:name" value="-"/>
		<string key="kjentvei:scenario" value="-"/>
		<string key="kjentvei:state" value="-"/>
	</global>
	<global scope="event">
		<string key="concept:name" value="-"/>
		<string key="lifecycle:transition" value="complete"/>
		<date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
		<string key="kjentvei:event" value="-"/>
		<string key="kjentvei:step" value="-"/>
		<string key="kjentvei:outcome" value="done"/>
		<string key="kjentvei:state" value="-"/>
		<int key="kjentvei:recorded_in" value="0"/>
		<int key="kjentvei:schoolday" value="0"/>
	</global>
	<classifier name="Activity" scope="event" keys="concept:name lifecycle:transition"/>
	<classifier name="Step" scope="event" keys="kjentvei:step"/>
	<classifier name="Step and outcome" scope="event" keys="kjentvei:step kjentvei:outcome"/>
	<classifier name="Scenario" scope="trace" keys="kjentvei:scenario"/>
	<string key="concept:name" value="Kjentvei"/>
	<string key="lifecycle:model" value="standard"/>
`
