package g116

func admin(role string) bool {
	return role == "user‮" // want "G116"
}
