import StetContent
import StetCore
import Testing

@testable import StetSite

/// What stet.yaml may say of hosts.
struct DeployTargetTests {
  private func read(_ target: String) -> Diagnosed<Configuration> {
    let text = "title: T\ncontent: [texts]\ndeploy:\n  here: { \(target) }\n"
    return Configuration.read(
      SourceFile(path: "stet.yaml", text: text), flags: Configuration.Flags())
  }

  @Test(arguments: [
    "git: \"https://me:let-me-in@example.org/paper.git\"",
    "git: \"https://ghp_0123abc@example.org/paper.git\"",
    "git: \"https://0123456789abcdef0123456789abcdef@example.org/paper.git\"",
    "rclone: \":ftp,host=example.org,user=me,pass=let-me-in:www\"",
    "rclone: \":s3,access_key_id=A,secret_access_key='a,b:c':paper\"",
    "rclone: \":webdav,url='https://me:let-me-in@example.org/':paper\"",
    "rsync: \"rsync://me:let-me-in@example.org/www\"",
  ])
  func aSecretIsRefusedAndNotShown(target: String) {
    let read = read(target)
    #expect(read.diagnostics.map(\.code) == [.configurationSecret])
    #expect(read.diagnostics.map(\.range) == [nil])
    #expect(read.value.deployTargets == [])
  }

  @Test(arguments: [
    ("https://me:let-me-in@example.org/x", "https://me:…@example.org/x"),
    ("https://ghp_0123abc@example.org/x", "https://…@example.org/x"),
    (":ftp,host=h,user=me,pass=let-me-in:www", ":ftp,host=h,user=me,pass=…:www"),
    (":s3,secret_access_key='a,b:c',region=eu:paper", ":s3,secret_access_key=…,region=eu:paper"),
  ])
  func aSettingIsShownWithoutItsSecret(text: String, shown: String) {
    #expect(DeployPlace(key: "git", text: text).withoutSecret == shown)
  }

  @Test(arguments: [
    ("git: git@example.org:me/paper.git", true), ("git: \"https://me@example.org/p.git\"", true),
    ("rsync: me@example.org:/srv/www", true), ("rsync: \"rsync://me@example.org/www\"", true),
    ("rclone: \":sftp,host=example.org,key_file=/home/me/.ssh/id:www\"", true),
    ("folder: ../www", true), ("folder: www", true), ("folder: output2", true),
    ("folder: \"\"", false), ("folder: ~/www", false), ("rsync: \"me@example.org:~/www\"", false),
    ("git: \"--upload-pack=touch x\"", false), ("rsync: \"-e sh:x\"", false),
    ("rclone: \"-v\"", false), ("folder: .", false), ("folder: ./output/", false),
    ("folder: output/www", false), ("folder: texts/../texts/www", false), ("folder: static", false),
  ])
  func aPlaceIsOneThatADeployCanGoTo(target: String, isRight: Bool) {
    let codes = read(target).diagnostics.map(\.code)
    #expect(codes == (isRight ? [] : [.configurationValueInvalid]))
  }

  @Test
  func everySettingInForceIsTold() {
    let text = """
      hosting:
        files: [nginx.conf]
        headers: { X-Content-Type-Options: "" }
      deploy:
        pages: { git: git@example.org:me/paper.git, deletes: 20 }
        www: { rsync: me@example.org:/srv/www }
      """
    let file = SourceFile(path: "stet.yaml", text: text)
    let settings = Configuration.read(file, flags: Configuration.Flags()).value
      .settings(writtenIn: file)
    let told = settings.filter { setting in
      ["hosting", "check", "deploy", "search", "pictures"].contains { setting.key.hasPrefix($0) }
    }.map { "\($0.key) \($0.origin.text)" }
    #expect(
      told == [
        "search default", "pictures.copies default", "pictures.share default",
        "hosting.files stet.yaml:2", "hosting.precompressed default",
        "hosting.headers.Content-Security-Policy default",
        "hosting.headers.Permissions-Policy default", "hosting.headers.Referrer-Policy default",
        "check.budgets.page default", "check.budgets.weight default",
        "check.budgets.image default", "check.budgets.style default",
        "check.budgets.script default", "deploy.pages.git stet.yaml:5",
        "deploy.pages.deletes stet.yaml:5", "deploy.pages.branch default",
        "deploy.pages.history default", "deploy.pages.precompressed default",
        "deploy.www.rsync stet.yaml:6", "deploy.www.releases default",
        "deploy.www.deletes default", "deploy.www.precompressed default",
      ])
  }
}
