-- Neovim 0.11 or later: copy this file to ~/.config/nvim/after/plugin/, or into
-- a project's .nvim.lua. The server that stands between the editor and
-- golangci-lint is `go install github.com/nametake/golangci-lint-langserver@latest`.
vim.lsp.config("golangci_lint_ls", {
  cmd = { "golangci-lint-langserver" }, -- the server
  filetypes = { "go", "gomod" }, -- what it is started for
  root_markers = { ".golangci.apiward.yml" }, -- only where apiward is set up
  init_options = {
    command = { -- what the server runs on a file that is opened or saved
      "./custom-gcl", -- the golangci-lint that has apiward linked in, see .custom-gcl.yml
      "run",
      "--config=.golangci.apiward.yml", -- the settings that name the plugin; all code rules run
      "--output.json.path=stdout", -- what the server reads
      "--show-stats=false", -- and nothing else
      "--issues-exit-code=1", -- findings are no failure of the server
    },
  },
})
vim.lsp.enable("golangci_lint_ls")
