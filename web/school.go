package web

import "kjentvei/workflow"

// schoolName is what people call a school; its code while nobody has said, and where
// that cannot be read: no page is worth less for it.
func (s *server) schoolName(v *visit, school workflow.SchoolID) string {
	name, err := s.Engine.SchoolName(v.Request().Context(), school)
	if err != nil {
		s.Log.Error().Err(err).Msg("a school's name cannot be read")
		return string(school)
	}
	return name
}
