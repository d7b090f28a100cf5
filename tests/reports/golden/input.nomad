# One job with errors, advice, ignored and mendable findings: what every format makes of it is kept beside it.
job "wéb" {
  group "app" {
    count = -1
    network {
      mode = "brigde, ünd 100%%"
      port "api-http" {
        static = 8080
      }
      port "api_http" {} # a raw escape: [31m
    }
    service {
      name     = "web"
      provider = "nomad"
      port     = "htpp" # jobspec: ignore[NET108, SVC2] the port comes with the next release
    }
    # jobspec: ignore[DRV101] a driver of our own
    task "web" {
      driver         = "docker"
      shutdown_delay = "5s"
      config {
        image = "x:1"
        prots = ["http"]
      }
    }
  }
}
