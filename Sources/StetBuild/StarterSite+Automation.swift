extension StarterSite {
  /// Files that let GitHub and GitLab build, check and publish the site.
  var automation: [(path: String, text: String)] {
    [(".github/workflows/publish.yml", github), (".gitlab-ci.yml", gitlab)]
  }

  /// How stet is made where it is not installed; the shell of both hosts runs it.
  private var making: [String] {
    [
      "test -n \"$STET_REPOSITORY\" || { echo 'set the variable STET_REPOSITORY'; exit 1; }",
      "apt-get update -qq && apt-get install -y -qq git make",
      "git clone --depth 1 --branch \"${STET_VERSION:-main}\" \"$STET_REPOSITORY\" /tmp/stet",
      "make -C /tmp/stet stet",
      "install /tmp/stet/.build/release/stet /usr/local/bin/stet",
    ]
  }

  /// How the site is sent to the target that a variable names; keys come from secrets and stay in memory.
  private var deploying: [String] {
    [
      "apt-get update -qq && apt-get install -y -qq openssh-client rclone rsync",
      "umask 077; printf '%s\\n' \"$STET_KNOWN_HOSTS\" > /tmp/known_hosts",
      "eval \"$(ssh-agent)\"; test -z \"$STET_SSH_KEY\" || printf '%s\\n' \"$STET_SSH_KEY\" | ssh-add -",
      "export RSYNC_RSH='ssh -o UserKnownHostsFile=/tmp/known_hosts'",
      "stet deploy \"$STET_TARGET\" --yes",
    ]
  }

  private var github: String {
    """
    # Builds the site, checks it and publishes it at GitHub Pages or any other host.
    #
    # Once: in Settings, Pages, take “GitHub Actions” as the source; in Settings, Secrets and
    # variables, Actions, Variables, set STET_REPOSITORY to the address of stet's git repository and,
    # if you like, STET_VERSION to one of its tags. For another host, describe it under “deploy” in
    # stet.yaml, set the variable STET_TARGET to its name, and give what it asks for as secrets: the
    # private key STET_SSH_KEY and what ssh-keyscan says of it as STET_KNOWN_HOSTS, or RCLONE_CONFIG_….
    name: Publish
    on:
      push:
        branches: [main]
      pull_request:
      # What is scheduled appears when a build finds its time has come.
      schedule:
        - cron: "7 * * * *"
      workflow_dispatch:
    permissions:
      contents: read
      pages: write
      id-token: write
    concurrency:
      group: publish-${{ github.ref }}
    jobs:
      build:
        runs-on: ubuntu-24.04
        container: swift:6.2-noble
        env:
          STET_REPOSITORY: ${{ vars.STET_REPOSITORY }}
          STET_VERSION: ${{ vars.STET_VERSION }}
        steps:
          - uses: actions/checkout@v4
          - name: Make stet
            shell: bash
            run: |
    \(making.map { "          \($0)" }.joined(separator: "\n"))
          - name: Build
            run: stet build --strict
          - name: Check
            run: stet check --format github
          - name: Deploy
            if: github.event_name != 'pull_request' && vars.STET_TARGET != ''
            shell: bash
            env:
              STET_TARGET: ${{ vars.STET_TARGET }}
              STET_SSH_KEY: ${{ secrets.STET_SSH_KEY }}
              STET_KNOWN_HOSTS: ${{ secrets.STET_KNOWN_HOSTS }}
            run: |
    \(deploying.map { "          \($0)" }.joined(separator: "\n"))
          - uses: actions/upload-pages-artifact@v3
            if: github.event_name != 'pull_request' && vars.STET_TARGET == ''
            with:
              path: output
      publish:
        if: github.event_name != 'pull_request' && vars.STET_TARGET == ''
        needs: build
        runs-on: ubuntu-24.04
        environment:
          name: github-pages
          url: ${{ steps.pages.outputs.page_url }}
        steps:
          - id: pages
            uses: actions/deploy-pages@v4

    """
  }

  private var gitlab: String {
    """
    # Builds the site, checks it and publishes it at GitLab Pages or any other host.
    #
    # Once: in Settings, CI/CD, Variables, set STET_REPOSITORY to the address of stet's git repository
    # and, if you like, STET_VERSION to one of its tags. A pipeline schedule publishes what is
    # scheduled when its time has come. For another host, describe it under “deploy” in stet.yaml, set
    # STET_TARGET to its name, and what it asks for as masked variables: the private key STET_SSH_KEY and
    # what ssh-keyscan says of it as STET_KNOWN_HOSTS, or RCLONE_CONFIG_….
    default:
      image: swift:6.2-noble

    .stet:
      before_script:
    \(making.map { "    - >-\n      \($0)" }.joined(separator: "\n"))

    check:
      extends: .stet
      rules:
        - if: $CI_PIPELINE_SOURCE == "merge_request_event"
      script:
        - stet build --strict
        - stet check

    pages:
      extends: .stet
      rules:
        - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $STET_TARGET == null
      script:
        - stet build --strict
        - stet check
        # GitLab serves the folder of this name.
        - mv output public
      artifacts:
        paths: [public]

    deploy:
      extends: .stet
      rules:
        - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $STET_TARGET
      script:
        - stet build --strict
    \(deploying.map { "    - >-\n      \($0)" }.joined(separator: "\n"))

    """
  }
}
