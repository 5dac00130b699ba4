// Package private_keys holds private keys of every kind, and what surrounds keys
// in a program and is none.
package private_keys

import (
	"encoding/pem"
	"strings"
)

// pkcs1 is an RSA private key.
var pkcs1 = "-----BEGIN RSA PRIVATE KEY-----" + // want "proven: an RSA private key is written"
	`
MIICXQIBAAKBgQCsNTxzboGf4ojXRzSvIXHkhNzcAJirVrs5Fa8iwWMhnpI1VRex
HdK1+6pDg7kwbwi6oKuArWGTmEdJmhBfsWWoXWS5HSO8B2nCGPSl/75mJL5gDWx3
PAxYPo8RGOLdEPaxbTOnriGo7UYTKiZNz7QqcD/rYOd7Z1vUSEwmD79dmQIDAQAB
AoGARVPpUk9awBNjI8f23cqJH4ado7RZwiDYntKr/0H7tr0v/2iScSugeMMoeKW/
GFCbIwcsBFHIxrK3gFoV3XB9i/EzD+xZk1cgwMpOpZnpvTNQeC2ANB5gLZ4r5D3t
UwdzDdhZ6ofuI7h+gpquFb9zdi5QRtl941vSfWy6S5XOl0ECQQDeudmxNnNovs9s
SShevSfLFgKfrIgWXp/rFBnZRZnAcXOczbx9XiuTnw0Bolq3nBQqTB4g1EpiXXiz
2SDHL2/3AkEAxe9TPZJQEJQMzb4fAFUB1UF7Ga44b9gkFSJz0MD1zPfqpaFZjVxy
4mb0hr4pm/ankN+R2gha13Mq/t90529a7wJBAKB+OdEKFKXBAYTdPrruARPFu4RF
9hZwfzoNVQcMsVtMJWwzkISibDJG5T9tN4Ohc6J7ESbE8wjopAatCoKdu0cCQQC8
bWHL6p6Hubkan9Q5Z7NwBX8f6mfVqWhoKj0gzKDyuExL0vdCiHDhsOs13pAT5lKM
qxjY/D0mf3+91JIgxDRHAkBQJFmOatVtjRFFoYMbAOdNo2pnsgUHfskstiXEvhnv
q6C+s0D0Jafeo5DRMuagJpE51xXJ/UDSXLDf4TJXxFBO
-----END RSA PRIVATE KEY-----`

// pkcs8 is a private key.
var pkcs8 = "-----BEGIN PRIVATE KEY-----" + // want "proven: a private key is written"
	`
MIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBAK95jhgAYais3Iks
iiFbO75XB+PRQERJ8/CVPJELKWxCAF7fhi9KYrp+hCXhwJqPX37HR+xsChPYaHJZ
1onKzqLINXYuAKYbrYjp2rXm5izcv+KedUHpy47xfVlGevpMoBw70lYhvuUSfhVQ
9xFgX5cCBgdiEHk1avtuA2XcKK+XAgMBAAECgYArgw3cH8QXqn2pOjUqXlArO7OG
J24zQM9PmgIByW3FHXywCedhNKXUruif6CH1cZXxfwLzujqpfyEvMd3EH1krlMQ0
loe7JKZ+2BhmFez9SPufpCGFzU/10uKiusK2HQK48xnnIlYiLIuL77eZvMQ8xi4D
BZErIzgfGeuXzpFHaQJBAOgNGK9WRUxz0/uEnKGssn45tGwXWF2d5TWySF6DT2Uu
0qNVbNXz1iU4xVhuJBWmkYI0qtYE0LyftNx7RnnorN0CQQDBla9BokVEdsnjhql3
ldVz6wE55OZWKl5XvU3ZBtr4cUW5JV5uQZs+JoIHgeTbunZUoHYe4Ab7piwuh5tn
Vj0DAkEAn65zcCSjp0qFcyz8Q9z9LxMybrdZ3YIL+nlmh3NArVYdKLxeGpSiphZ8
5q9UMXnf44Ouk3vY0BPud1J1WuqcGQJAWHSHIlx9fi0xTw/nO8dxQ4hshQG85j5x
4XGUsshZIhDQJSuYHJVJ1HpQDBIkeuqWy1CO6MjBKBfkNFauged79QJALmMaSNax
PSamRkvz/9IZUz0DKlLg8sTupB21RhhQYImaBzHpAY54ACaUBL4Wk/0gN6vBwn62
ZYYF6TrcGu1KuQ==
-----END PRIVATE KEY-----`

// elliptic is an EC private key.
var elliptic = "-----BEGIN EC PRIVATE KEY-----" + // want "proven: an EC private key is written"
	`
MHcCAQEEIIIxrX4lWndB/d+ACVl2vkj+0eBOiYUZxCooBTXlBy+GoAoGCCqGSM49
AwEHoUQDQgAEa3/a50jppG5RH5bT97gQlncJQIw6m2i4itqaxRpG3XggTjiuM5Zz
EraewKacMpTblR8CIUrCpkdE2SC8KtlcgA==
-----END EC PRIVATE KEY-----`

// edwards is a private key.
var edwards = "-----BEGIN PRIVATE KEY-----" + // want "proven: a private key is written"
	`
MC4CAQAwBQYDK2VwBCIEIKiMNsQY0B1xgNYae66RvjDr2buZV3RAew1qREAJxuIi
-----END PRIVATE KEY-----`

// openSSH is an OpenSSH private key.
var openSSH = "-----BEGIN OPENSSH PRIVATE KEY-----" + // want "proven: an OpenSSH private key is written"
	`
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
QyNTUxOQAAACBiMduPYh3c73SEnsztPE0sTXmR3363fxOPMN3Eymm1vAAAAJBoWwjTaFsI
0wAAAAtzc2gtZWQyNTUxOQAAACBiMduPYh3c73SEnsztPE0sTXmR3363fxOPMN3Eymm1vA
AAAEBUdy/26qV/vmCEspkEtrmXpGzrce6hsW2MHACBGc3TxGIx249iHdzvdISezO08TSxN
eZHffrd/E48w3cTKabW8AAAACWRlcGxveUBjaQECAwQ=
-----END OPENSSH PRIVATE KEY-----`

// openPGP is a PGP private key.
var openPGP = "-----BEGIN PGP PRIVATE KEY BLOCK-----" + // want "proven: a PGP private key is written"
	`

lUUjNBm0zMLM32XxLOQpsxmQnfT6QlbEt0gQkwqZ6wyoHf0JAC7W6zkavc1sp+It
Ja7e+E9Zfsn9neXuFhklgnlntTTO4B9zZuokZtXz+NNnDF0byRmpkQ9x5l6cr48F
7kSns3GHOURcQu5YFgRiO7a2uAlxf8oxgaasQmvzz0r9brU3PdtbgeugDGb26s/s
rDdy8pj5GqIr/9v4JuMfnRI2w2ZzPyJ2GpUXHLQk9wd6h7+f0VaAXjl3JKGnqAAL
mMh32s6MftmnBwwkDRdOVrnfE5MUI+F+RZWrFWFLzDLKkvGyzrEweOCbAuPBt98B
G93pgtTATMEqXOhNKyDxoIkROHorrRL8Cv2VphFLKUTNZv6j/ysOyqT/iY44i9c7
z04ZX3MmlG6wNubQIf1bDyogd/DyZX+jyYzLwwO9MFI7rcwko+j/yV1hCFX1p7PS
wQiO+5gT8tEv3pmbBzB80L4Fl6wf6urcZ1zDHGT7CCVedSXdFv07It32v15lDGNH
2kf5JAOeKvk2TYQymyc2hHJoUURFXszWtl7HL5qUayBjevC/u6n/pYurgh4vnN0v
+48IFyC/rcwoxgpi4K5GpCjn1qa5xkaIJeW0RntGd2gSqxrIZJXX2J6nJqGOEshp
hQmaedrqwNCIVKKDki2BAYms5Htj
=aB3d
-----END PGP PRIVATE KEY BLOCK-----`

// oneLine has its line breaks escaped, as environment files do.
var oneLine = []byte("-----BEG" + "IN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIKiMNsQY0B1xgNYae66RvjDr2buZV3RAew1qREAJxuIi\n-----END PRIVATE KEY-----") // want "proven: a private key"

// account is what a cloud hands out for a service account, as JSON.
var account = `{"type": "service_account", "client_email": "orders@acme.iam.gserviceaccount.com", "private_key": "-----BEGIN ` + `PRIVATE KEY-----\nMIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBAK95jhgAYais3Iks\niiFbO75XB+PRQERJ8/CVPJELKWxCAF7fhi9KYrp+hCXhwJqPX37HR+xsChPYaHJZ\n1onKzqLINXYuAKYbrYjp2rXm5izcv+KedUHpy47xfVlGevpMoBw70lYhvuUSfhVQ\n9xFgX5cCBgdiEHk1avtuA2XcKK+XAgMBAAECgYArgw3cH8QXqn2pOjUqXlArO7OG\nJ24zQM9PmgIByW3FHXywCedhNKXUruif6CH1cZXxfwLzujqpfyEvMd3EH1krlMQ0\nloe7JKZ+2BhmFez9SPufpCGFzU/10uKiusK2HQK48xnnIlYiLIuL77eZvMQ8xi4D\nBZErIzgfGeuXzpFHaQJBAOgNGK9WRUxz0/uEnKGssn45tGwXWF2d5TWySF6DT2Uu\n0qNVbNXz1iU4xVhuJBWmkYI0qtYE0LyftNx7RnnorN0CQQDBla9BokVEdsnjhql3\nldVz6wE55OZWKl5XvU3ZBtr4cUW5JV5uQZs+JoIHgeTbunZUoHYe4Ab7piwuh5tn\nVj0DAkEAn65zcCSjp0qFcyz8Q9z9LxMybrdZ3YIL+nlmh3NArVYdKLxeGpSiphZ8\n5q9UMXnf44Ouk3vY0BPud1J1WuqcGQJAWHSHIlx9fi0xTw/nO8dxQ4hshQG85j5x\n4XGUsshZIhDQJSuYHJVJ1HpQDBIkeuqWy1CO6MjBKBfkNFauged79QJALmMaSNax\nPSamRkvz/9IZUz0DKlLg8sTupB21RhhQYImaBzHpAY54ACaUBL4Wk/0gN6vBwn62\nZYYF6TrcGu1KuQ==\n-----END PRIVATE KEY-----\n"}` // want "proven: a private key"

// public is half of a pair that everyone may have.
const public = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEa3/a50jppG5RH5bT97gQlncJQIw6
m2i4itqaxRpG3XggTjiuM5ZzEraewKacMpTblR8CIUrCpkdE2SC8KtlcgA==
-----END PUBLIC KEY-----`

// sshPublic is the line that goes into a list of authorized keys.
const sshPublic = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGIx249iHdzvdISezO08TSxNeZHffrd/E48w3cTKabW8 deploy@ci`

// certificate is public as well.
const certificate = `-----BEGIN CERTIFICATE-----
MIIBdzCCAR2gAwIBAgIUZTgYb9KDXsD6TiOREzsfGHrFi1owCgYIKoZIzj0EAwIw
ETEPMA0GA1UEAwwGb3JkZXJzMB4XDTI2MTEyMjA1MjMzMVoXDTI2MTIyMjA1MjMz
MVowETEPMA0GA1UEAwwGb3JkZXJzMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
a3/a50jppG5RH5bT97gQlncJQIw6m2i4itqaxRpG3XggTjiuM5ZzEraewKacMpTb
lR8CIUrCpkdE2SC8KtlcgKNTMFEwHQYDVR0OBBYEFHrwGxHEMtUmg/C5ZJuLj2Hl
7smGMB8GA1UdIwQYMBaAFHrwGxHEMtUmg/C5ZJuLj2Hl7smGMA8GA1UdEwEB/wQF
MAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgc26oJ1etjDPO8ucCQdDoEYDzcKIIgc/Z
vkX1kA71wckCIQDBaGRT5TZm2Iwm8hZZbKykaoSSLZXtdb1XMUagL13h3Q==
-----END CERTIFICATE-----`

// parameters are those of a curve.
const parameters = `-----BEGIN EC PARAMETERS-----
BggqhkjOPQMBBw==
-----END EC PARAMETERS-----`

// openPGPPublic is the public half of an OpenPGP key.
const openPGPPublic = `-----BEGIN PGP PUBLIC KEY BLOCK-----

lUUjNBm0zMLM32XxLOQpsxmQnfT6QlbEt0gQkwqZ6wyoHf0JAC7W6zkavc1sp+It
Ja7e+E9Zfsn9neXuFhklgnlntTTO4B9zZuokZtXz+NNnDF0byRmpkQ9x5l6cr48F
7kSns3GHOURcQu5YFgRiO7a2uAlxf8oxgaasQmvzz0r9brU3PdtbgeugDGb26s/s
rDdy8pj5GqIr/9v4JuMfnRI2w2ZzPyJ2GpUXHLQk9wd6h7+f0VaAXjl3JKGnqAAL
mMh32s6MftmnBwwkDRdOVrnfE5MUI+F+RZWrFWFLzDLKkvGyzrEweOCbAuPBt98B
G93pgtTATMEqXOhNKyDxoIkROHorrRL8Cv2VphFLKUTNZv6j/ysOyqT/iY44i9c7
z04ZX3MmlG6wNubQIf1bDyogd/DyZX+jyYzLwwO9MFI7rcwko+j/yV1hCFX1p7PS
wQiO+5gT8tEv3pmbBzB80L4Fl6wf6urcZ1zDHGT7CCVedSXdFv07It32v15lDGNH
2kf5JAOeKvk2TYQymyc2hHJoUURFXszWtl7HL5qUayBjevC/u6n/pYurgh4vnN0v
+48IFyC/rcwoxgpi4K5GpCjn1qa5xkaIJeW0RntGd2gSqxrIZJXX2J6nJqGOEshp
hQmaedrqwNCIVKKDki2BAYms5Htj
=aB3d
-----END PGP PUBLIC KEY BLOCK-----`

// isPrivate looks for the words alone.
func isPrivate(text string) bool {
	return strings.Contains(text, "-----BEGIN RSA PRIVATE KEY-----") || strings.HasPrefix(text, "-----BEGIN OPENSSH PRIVATE KEY-----")
}

// shape shows where a key goes.
const shape = `-----BEGIN PRIVATE KEY-----
MIIEvQIBADANBgkqhkiG9w0BAQEFAASC...
-----END PRIVATE KEY-----`

// blank is an example with nothing in it.
const blank = `-----BEGIN EC PRIVATE KEY-----
<your key here>
-----END EC PRIVATE KEY-----`

// encode names the type of a block.
func encode(der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: der})
}
