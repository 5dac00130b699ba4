// Package code_hosts holds tokens of services that keep code and packages.
package code_hosts

// A personal token of GitHub, whose last six characters are a check sum.
const gitHub = "ghp_" + "kYvnJmNgnd8XpZAmHaDhU0uSYkpV4H4GOdfw" // want "proven: a GitHub personal access token"

// A token of a GitHub app.
const gitHubApp = "ghs_" + "Yrx1D3PKQDOzS6sbD12Xxh3QqFicO009Wnji" // want "proven: a GitHub app token"

// A token that an OAuth app of GitHub was given.
const gitHubOAuth = "gho_" + "KronHcNrOGQtL1f06RnOA8kCmXJfxt3J6ZLp" // want "proven: a GitHub OAuth token"

// A fine-grained token of GitHub.
const gitHubFine = "github_" + "pat_KtjYGlmJxWyk9SEatszSTL_csmoaJfUu8biIS0Gd9Kx2WBPGZICt2uLLY1E7KLNegc0GpuU5jKlNGys7Fd" // want "proven: a fine-grained GitHub token"

// A personal token of GitLab.
const gitLab = "glp" + "at-mrfTwLoRF8nEgeHwhrVx" // want "proven: a GitLab personal access token"

// A deploy token of GitLab.
const gitLabDeploy = "gl" + "dt-Lf6VsWGioxPoj5gOWARx" // want "proven: a GitLab deploy token"

// A token of npm, with the check sum that GitHub's have.
const npm = "npm_" + "sOJxOSylwOvQ4OvSunvz6ABtBTW0mc05gWxq" // want "proven: an npm access token"

// A token to publish on PyPI.
const pyPI = "pypi-" + "AgEIcHlwaS5vcmcG907U3N3T4E0RP22-0Us6Ev5gH6pXy7O4FFSbdoSf6RX_3KCS9DAe6ehJqkHLfGQZe8L4Px" // want "proven: a PyPI upload token"

// A token of Docker Hub.
const dockerHub = "dckr_" + "pat_MzZGok2IRZqlCfS6Kq4IiK5v6Kx" // want "proven: a Docker Hub token"

// A key of RubyGems.
const rubyGems = "ruby" + "gems_a9f644d711943794e8249b1f891a45d218bafcbbaa491329" // want "proven: a RubyGems API key"

// A key of Postman.
const postman = "PM" + "AK-a8070fec594d17a783a06aac-2f80f9701b53eba5c59acde641553b7511" // want "proven: a Postman API key"
