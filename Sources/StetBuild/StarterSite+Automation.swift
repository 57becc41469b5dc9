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

  private var github: String {
    """
    # Builds the site, checks it and publishes it at GitHub Pages.
    #
    # Once: in Settings, Pages, take “GitHub Actions” as the source; in Settings, Secrets and
    # variables, Actions, Variables, set STET_REPOSITORY to the address of stet's git repository and,
    # if you like, STET_VERSION to one of its tags.
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
          - uses: actions/upload-pages-artifact@v3
            if: github.event_name != 'pull_request'
            with:
              path: output
      publish:
        if: github.event_name != 'pull_request'
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
    # Builds the site, checks it and publishes it at GitLab Pages.
    #
    # Once: in Settings, CI/CD, Variables, set STET_REPOSITORY to the address of stet's git repository
    # and, if you like, STET_VERSION to one of its tags. A pipeline schedule publishes what is
    # scheduled when its time has come.
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
        - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
      script:
        - stet build --strict
        - stet check
        # GitLab serves the folder of this name.
        - mv output public
      artifacts:
        paths: [public]

    """
  }
}
