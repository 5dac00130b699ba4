// Package services holds keys of services for payment, messages, models and work.
package services

// A live key of Stripe.
const stripe = "sk_" + "live_510QMySAaYnneTwyQkeLWlwJvDU6Tq5sAZ4LwL85bnkjdhO42fz1iD0KNavL8TspEal6iECVBiuRpAB8IfOCPubBJsFFqmLlYSr" // want "proven: a Stripe live secret key"

// A restricted key of Stripe, live as well.
const stripeRestricted = "rk_" + "live_xPEQlaTP39OOs5hfnYyxVl1b" // want "proven: a Stripe live restricted key"

// The secret that Stripe signs its calls with.
const stripeHook = "wh" + "sec_4NrxUSyaGvKZWQcD7zkqFNEuwl6KiMbO" // want "proven: a Stripe webhook signing secret"

// An access token of a shop.
const shopify = "shp" + "at_09222a2bed27a584d21b54fa8973381f" // want "proven: a Shopify access token"

// An OAuth secret of Square.
const square = "sq0" + "csp-h68E0Fg-DZHjbddk3IafcAe6QGmf-l0G2JXnbS2msWx" // want "proven: a Square OAuth secret"

// A token of a bot of Slack.
const slack = "xo" + "xb-636789710577-508185655130-JPlWqbi0kUomMobuxmKmbson" // want "proven: a Slack bot token .xoxb…."

// A token of a user of Slack.
const slackUser = "xo" + "xp-441852007387-824967454623-0407814619781-388dc10da5bffacefd697312bba82af9" // want "proven: a Slack user token"

// A webhook of Slack: whoever has the URL can post.
const slackHook = "https://hooks.slack.com/serv" + "ices/TH6TYLQSP30/BGM1GO7PT0B/5tidg3LjnYgHkp6REtdVDVBr" // want "proven: a Slack webhook"

// A webhook of Discord.
const discordHook = "https://discord.com/api/web" + "hooks/988964277148791937/l16gCClvkpUp5TqJD4OSFi47QZTv9Z5EfjgsMsikPhzP0LB0F4qKVcexxVv-6hqDs-0x" // want "proven: a Discord webhook"

// A token of a bot of Discord, which begins with its ID in base 64.
const discord = "MTMwMTIzMzU5NTM2MjgyNzA2" + ".4ATfnv.a7zqVkvo4K7maiKY3I0DhvMlVIH2b5v77gscpx" // want "proven: a Discord bot token"

// A token of a bot of Telegram.
const telegram = "128894728" + ":AA3W-wbJ7m_PgosYVDdXz5TQnyE3P7_DHmx" // want "proven: a Telegram bot token"

// A key of SendGrid.
const sendGrid = "S" + "G.7KJlTB_IceZSXKS0JRoLFx.CcVdOj55H2loQtneVfszvpSrTQCYALC_mYCt0tTlIIx" // want "proven: a SendGrid API key"

// A key of Mailgun.
const mailgun = "ke" + "y-d933e4a241d65099eec01407ec6a1b04" // want "proven: a Mailgun API key"

// A key of Mailchimp, which ends with its data centre.
const mailchimp = "4da05ca4ed81004c1dec8ee162646ffa" + "-us12" // want "proven: a Mailchimp API key"

// A key of Brevo.
const brevo = "xkey" + "sib-42f5fa229d4f62a0290c9d174e373bdb76b2ca917b4c5d21718cde22967e79f2-XaE51V3iNtfxhDqO" // want "proven: a Brevo API key"

// A key of OpenAI.
const openAI = "sk" + "-hD3A5CtiHCC4fyEZedt5T3BlbkFJ0aDCON2RHLBzXooxmIim" // want "proven: an OpenAI API key"

// A key of a project at OpenAI.
const openAIProject = "sk-" + "proj-8LGUXginwXSLdOWmwtUjob2-OTeBEhQwbiFVI_ANlVPp974TfR6R0A5knW5NRBT33UkS3twgjRDlL4yMcGc2Lvp192eFZVmBQhAqVTpc6Xihn8h5kRZq2-aAx" // want "proven: an OpenAI project key"

// A key of Anthropic.
const anthropic = "sk-" + "ant-api03-3SBgRtVZVMN99EjWlThpAuUHDeYYoBLlbmuf6dHXUABERQoPSs7LyxD0GpbCAO3yB9sPEUkuxhyn3D1ZK8nhNaEAA9EmJAA" // want "proven: an Anthropic API key"

// A token of Hugging Face.
const huggingFace = "h" + "f_m7c8aRGe6RLdiO49HA6ZVVKTa6NGCbEWKi" // want "proven: a Hugging Face token"

// A key of Groq.
const groq = "gs" + "k_rs7eXTuCSxF2DCP3LRsjFbfAereqbGMSlUymYJxIHwKurxXUGpIm" // want "proven: a Groq API key"

// A key of Linear.
const linear = "lin_" + "api_Sth9icAuC5vlMpIRqwTGAODaNkImU7mETJ8cvirN" // want "proven: a Linear API key"

// A secret of Notion.
const notion = "secr" + "et_8PUfROWFGbqYR0nQemaPQ64T0PQow10diugqxoa4bAt" // want "proven: a Notion integration secret"

// A token of Airtable.
const airtable = "pa" + "tWTh4KexdUGQMj2.00a24a6514cbb7928ac4d8b505ff3a5c241f7e19d98e652463b9af6db66f211f" // want "proven: an Airtable token"

// A token of Figma.
const figma = "fi" + "gd_hMy9QBu8HbmO9gp4hjucjMI6pTvItmQmEQiEP69x" // want "proven: a Figma token"
