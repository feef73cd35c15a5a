using Psa.Samples.Web;

await using var app = SampleHost.Create(args);
await app.RunAsync();
