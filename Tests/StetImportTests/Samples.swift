/// A small WordPress export, written for these tests.
let wordPressSample = #"""
  <?xml version="1.0" encoding="UTF-8" ?>
  <rss version="2.0"
    xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
    xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:wp="http://wordpress.org/export/1.2/">
  <channel>
    <title>The Harbour Post</title>
    <link>https://harbour.example</link>
    <language>en-GB</language>
    <wp:wxr_version>1.2</wp:wxr_version>
    <wp:base_site_url>https://harbour.example</wp:base_site_url>
    <wp:base_blog_url>https://harbour.example</wp:base_blog_url>
    <wp:author><wp:author_login><![CDATA[mvane]]></wp:author_login><wp:author_email><![CDATA[m@harbour.example]]></wp:author_email><wp:author_display_name><![CDATA[Mina Vane]]></wp:author_display_name></wp:author>
    <wp:category><wp:category_nicename><![CDATA[port]]></wp:category_nicename><wp:category_parent></wp:category_parent><wp:cat_name><![CDATA[The Port]]></wp:cat_name></wp:category>
    <wp:category><wp:category_nicename><![CDATA[cranes]]></wp:category_nicename><wp:category_parent><![CDATA[port]]></wp:category_parent><wp:cat_name><![CDATA[Cranes &amp; Hoists]]></wp:cat_name><wp:category_description><![CDATA[What lifts.]]></wp:category_description></wp:category>
    <wp:tag><wp:tag_slug><![CDATA[fog]]></wp:tag_slug><wp:tag_name><![CDATA[Fog]]></wp:tag_name></wp:tag>
    <item>
      <title>The &#8220;Old&#8221; Crane &amp; the Fog</title>
      <link>https://harbour.example/2019/03/the-old-crane/</link>
      <pubDate>Tue, 05 Mar 2019 09:15:00 +0000</pubDate>
      <dc:creator><![CDATA[mvane]]></dc:creator>
      <guid isPermaLink="false">https://harbour.example/?p=12</guid>
      <description></description>
      <content:encoded><![CDATA[It creaks.
  It has creaked since 1911.

  [caption id="attachment_13" align="alignnone" width="300"]<a href="https://harbour.example/wp-content/uploads/crane.jpg"><img src="https://harbour.example/wp-content/uploads/crane-300x200.jpg" alt="A crane" width="300" height="200" /></a> The crane in March[/caption]

  See <a href="https://harbour.example/2019/02/ships/">the ships</a>.
  <blockquote>"Never mind," he said.

  And he didn't.</blockquote>
  <!--more-->
  <ul>
  <li>One</li>
  <li>Two</li>
  </ul>
  [gallery ids="13,14"]
  [contact-form-7 id="4" title="Contact"]
  <script>track()</script>]]></content:encoded>
      <excerpt:encoded><![CDATA[A crane that nobody dares to take down.]]></excerpt:encoded>
      <wp:post_id>12</wp:post_id>
      <wp:post_date><![CDATA[2019-03-05 10:15:00]]></wp:post_date>
      <wp:post_date_gmt><![CDATA[2019-03-05 09:15:00]]></wp:post_date_gmt>
      <wp:post_modified><![CDATA[2019-07-01 12:00:00]]></wp:post_modified>
      <wp:post_modified_gmt><![CDATA[2019-07-01 10:00:00]]></wp:post_modified_gmt>
      <wp:post_name><![CDATA[the-old-crane]]></wp:post_name>
      <wp:status><![CDATA[publish]]></wp:status>
      <wp:post_type><![CDATA[post]]></wp:post_type>
      <wp:post_password><![CDATA[]]></wp:post_password>
      <category domain="category" nicename="cranes"><![CDATA[Cranes &amp; Hoists]]></category>
      <category domain="post_tag" nicename="fog"><![CDATA[Fog]]></category>
      <category domain="category" nicename="uncategorized"><![CDATA[Uncategorized]]></category>
      <wp:postmeta><wp:meta_key><![CDATA[_thumbnail_id]]></wp:meta_key><wp:meta_value><![CDATA[14]]></wp:meta_value></wp:postmeta>
      <wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content><![CDATA[Lovely.]]></wp:comment_content></wp:comment>
    </item>
    <item>
      <title>Ships</title>
      <link>https://harbour.example/2019/02/ships/</link>
      <dc:creator><![CDATA[mvane]]></dc:creator>
      <guid isPermaLink="false">https://harbour.example/?p=10</guid>
      <content:encoded><![CDATA[<!-- wp:paragraph -->
  <p>Ships
  come.</p>
  <!-- /wp:paragraph -->

  <!-- wp:embed {"url":"https://video.example/1"} -->
  <figure class="wp-block-embed"><div class="wp-block-embed__wrapper">
  https://video.example/1
  </div></figure>
  <!-- /wp:embed -->]]></content:encoded>
      <excerpt:encoded><![CDATA[]]></excerpt:encoded>
      <wp:post_id>10</wp:post_id>
      <wp:post_date><![CDATA[2019-02-01 08:00:00]]></wp:post_date>
      <wp:post_date_gmt><![CDATA[2019-02-01 08:00:00]]></wp:post_date_gmt>
      <wp:post_name><![CDATA[ships]]></wp:post_name>
      <wp:status><![CDATA[publish]]></wp:status>
      <wp:post_type><![CDATA[post]]></wp:post_type>
    </item>
    <item>
      <title></title>
      <link>https://harbour.example/?p=20</link>
      <dc:creator><![CDATA[mvane]]></dc:creator>
      <guid isPermaLink="false">https://harbour.example/?p=20</guid>
      <content:encoded><![CDATA[Half a thought about the tide tables of the western quay, and more.]]></content:encoded>
      <wp:post_id>20</wp:post_id>
      <wp:post_date><![CDATA[2020-01-01 08:00:00]]></wp:post_date>
      <wp:post_date_gmt><![CDATA[0000-00-00 00:00:00]]></wp:post_date_gmt>
      <wp:post_name><![CDATA[]]></wp:post_name>
      <wp:status><![CDATA[draft]]></wp:status>
      <wp:post_type><![CDATA[post]]></wp:post_type>
    </item>
    <item>
      <title>About</title>
      <link>https://harbour.example/about/</link>
      <dc:creator><![CDATA[mvane]]></dc:creator>
      <guid isPermaLink="false">https://harbour.example/?page_id=2</guid>
      <content:encoded><![CDATA[We are a paper.]]></content:encoded>
      <wp:post_id>2</wp:post_id>
      <wp:post_date><![CDATA[2018-01-01 08:00:00]]></wp:post_date>
      <wp:post_date_gmt><![CDATA[2018-01-01 08:00:00]]></wp:post_date_gmt>
      <wp:post_name><![CDATA[../../about]]></wp:post_name>
      <wp:status><![CDATA[publish]]></wp:status>
      <wp:post_type><![CDATA[page]]></wp:post_type>
    </item>
    <item><title>crane</title><link>https://harbour.example/crane/</link><guid isPermaLink="false">x</guid><wp:post_id>13</wp:post_id><wp:post_type><![CDATA[attachment]]></wp:post_type><wp:status>inherit</wp:status><wp:attachment_url><![CDATA[https://harbour.example/wp-content/uploads/crane.jpg]]></wp:attachment_url></item>
    <item><title>quay</title><link>https://harbour.example/quay/</link><guid isPermaLink="false">y</guid><excerpt:encoded><![CDATA[The quay]]></excerpt:encoded><wp:post_id>14</wp:post_id><wp:post_type><![CDATA[attachment]]></wp:post_type><wp:status>inherit</wp:status><wp:attachment_url><![CDATA[https://harbour.example/wp-content/uploads/quay.jpg]]></wp:attachment_url><wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value><![CDATA[A "quay"]]></wp:meta_value></wp:postmeta></item>
    <item><title>Menu</title><guid isPermaLink="false">z</guid><wp:post_id>15</wp:post_id><wp:post_type><![CDATA[nav_menu_item]]></wp:post_type><wp:status>publish</wp:status></item>
    <item><title>Bin</title><guid isPermaLink="false">w</guid><wp:post_id>16</wp:post_id><wp:post_type><![CDATA[post]]></wp:post_type><wp:status>trash</wp:status></item>
  </channel>
  </rss>
  """#
