using Psa.Benchmarks;

return args switch
{
    ["age"] => await AgeCommand.RunAsync(),
    ["reads", .. var rest] => await ReadsCommand.RunAsync(rest),
    ["run", .. var rest] => await RunCommand.RunAsync(rest),
    ["growth", .. var rest] => await GrowthCommand.RunAsync(rest),
    [Child.Seed, var database, .. var rest] => await Child.SeedAsync(database, rest),
    [Child.Bill, var database, .. var rest] => await Child.BillAsync(database, rest),
    _ => MicroCommand.Run(args),
};
