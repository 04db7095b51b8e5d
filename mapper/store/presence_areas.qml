<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.16.0" styleCategories="Symbology|Temporal|MapTips">
  <temporal mode="2" enabled="1" startField="start" endField="end" durationField="" durationUnit="min" fixedDuration="0" accumulate="0" startExpression="" endExpression="">
    <fixedRange>
      <start></start>
      <end></end>
    </fixedRange>
  </temporal>
  <renderer-v2 type="categorizedSymbol" attr="kind" symbollevels="0" forceraster="0" enableorderby="0">
    <categories>
      <category render="true" symbol="0" value="presence" label="presence"/>
      <category render="true" symbol="1" value="plan" label="plan"/>
      <category render="true" symbol="2" value="movement" label="movement"/>
      <category render="true" symbol="3" value="denial" label="denial"/>
      <category render="true" symbol="4" value="remainder" label="remainder"/>
    </categories>
    <symbols>
        <symbol name="0" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
          <layer class="SimpleFill" enabled="1" pass="0" locked="0">
            <prop k="color" v="27,98,155,40"/>
            <prop k="style" v="b_diagonal"/>
            <prop k="outline_color" v="27,98,155,160"/>
            <prop k="outline_style" v="solid"/>
            <prop k="outline_width" v="0.3"/>
          </layer>
        </symbol>
        <symbol name="1" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
          <layer class="SimpleFill" enabled="1" pass="0" locked="0">
            <prop k="color" v="27,98,155,40"/>
            <prop k="style" v="b_diagonal"/>
            <prop k="outline_color" v="27,98,155,160"/>
            <prop k="outline_style" v="dash"/>
            <prop k="outline_width" v="0.3"/>
          </layer>
        </symbol>
        <symbol name="2" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
          <layer class="SimpleFill" enabled="1" pass="0" locked="0">
            <prop k="color" v="214,126,33,40"/>
            <prop k="style" v="b_diagonal"/>
            <prop k="outline_color" v="27,98,155,160"/>
            <prop k="outline_style" v="solid"/>
            <prop k="outline_width" v="0.3"/>
          </layer>
        </symbol>
        <symbol name="3" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
          <layer class="SimpleFill" enabled="1" pass="0" locked="0">
            <prop k="color" v="120,120,120,40"/>
            <prop k="style" v="b_diagonal"/>
            <prop k="outline_color" v="27,98,155,160"/>
            <prop k="outline_style" v="dot"/>
            <prop k="outline_width" v="0.3"/>
          </layer>
        </symbol>
        <symbol name="4" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
          <layer class="SimpleFill" enabled="1" pass="0" locked="0">
            <prop k="color" v="27,98,155,40"/>
            <prop k="style" v="b_diagonal"/>
            <prop k="outline_color" v="27,98,155,160"/>
            <prop k="outline_style" v="solid"/>
            <prop k="outline_width" v="0.3"/>
          </layer>
        </symbol>
    </symbols>
  </renderer-v2>
  <mapTip>&lt;b&gt;[% coalesce("force", "sender", 'unknown') %]&lt;/b&gt;, [% "place" %]: [% coalesce(to_string("low"), '?') %] to [% coalesce(to_string("high"), '?') %] (since [% "start" %])</mapTip>
</qgis>
