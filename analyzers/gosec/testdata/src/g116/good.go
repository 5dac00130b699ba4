package g116

const mark = "\u202e"

func clean(role string) bool {
	return role == "admin"
}
